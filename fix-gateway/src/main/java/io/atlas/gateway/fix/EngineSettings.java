package io.atlas.gateway.fix;

import io.atlas.wire.config.SessionConfig;
import quickfix.ConfigError;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** QuickFIX/J's settings for our rules of the session layer. */
final class EngineSettings {
    private EngineSettings() {}

    static SessionSettings of(FixAcceptorConfig config) throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptAddress", config.host());
        settings.setString("SocketAcceptPort", Integer.toString(config.port()));
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("SocketReuseAddress", "Y");
        // Never reset by a schedule: 24x7, the day roll is ours.
        settings.setString("NonStopSession", "Y");
        settings.setString("UseDataDictionary", "Y");
        settings.setString("DataDictionary", config.dictionary());
        settings.setString("TimeStampPrecision", "MICROS");
        settings.setString("CheckLatency", "Y");
        settings.setString("MaxLatency", "120");
        // TestRequest after 1.2 intervals of silence, the end after 1.2 more.
        settings.setString("TestRequestDelayMultiplier", "0.2");
        settings.setString("HeartBeatTimeoutMultiplier", "1.4");
        settings.setString("ResendRequestChunkSize", "500");
        settings.setString("EnableNextExpectedMsgSeqNum", "Y");
        settings.setString("RequiresOrigSendingTime", "Y");
        // What our code cannot digest is refused as "not recorded" rather than asked for again and again.
        settings.setString("RejectMessageOnUnhandledException", "Y");
        settings.setString("LogMessageWhenSessionNotFound", "N");
        // The door has checked it, on bytes.
        settings.setString("ValidateChecksum", "N");
        for (SessionConfig session : config.sessions()) {
            SessionID id = new SessionID("FIX.4.4", config.compId(), session.senderCompId());
            settings.setString(id, "BeginString", "FIX.4.4");
            settings.setString(id, "SenderCompID", config.compId());
            settings.setString(id, "TargetCompID", session.senderCompId());
        }
        return settings;
    }
}
