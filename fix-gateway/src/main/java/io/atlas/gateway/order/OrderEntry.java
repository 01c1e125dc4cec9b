package io.atlas.gateway.order;

import io.atlas.domain.Command;
import io.atlas.domain.Funds;
import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.OpenOrdersRequest;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.risk.Refusal;
import io.atlas.gateway.risk.RequestedTerms;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.log.Stamps;
import java.util.Map;

/**
 * Decides on client requests of one partition: checks them, holds their funds and proposes a command to the log. Every
 * request gets exactly one decision; one that touches a ClOrdID whose own decision is still on its way waits for that.
 */
final class OrderEntry {
    private static final int NOT_AVAILABLE = 4;
    private static final int MAX_UNDECIDED = 20_000;

    private final OrderBoard board;
    private final Groups groups;
    private final Map<String, Instrument> instruments;
    private final Touch touch;
    private final Staleness staleness;
    private final ClientSessions sessions;
    private final Proposals proposals;
    private final Undecided undecided;
    private final ChangeRequests changes;

    OrderEntry(
            OrderBoard board,
            Groups groups,
            Map<String, Instrument> instruments,
            Touch touch,
            Staleness staleness,
            ClientSessions sessions,
            Proposals proposals,
            Undecided undecided) {
        this.board = board;
        this.groups = groups;
        this.instruments = instruments;
        this.touch = touch;
        this.staleness = staleness;
        this.sessions = sessions;
        this.proposals = proposals;
        this.undecided = undecided;
        this.changes = new ChangeRequests(board, instruments, touch);
    }

    /** A request has arrived. */
    void handle(ClientRequest request, long nowNs) {
        Arrival arrival = request.arrival();
        if (request instanceof OpenOrdersRequest) {
            for (ClientOrder open : board.openOrdersOf(arrival.session())) {
                Order order = open.order();
                sessions.send(arrival.session(), board.reports().status(order, order.clOrdId(), nowNs, null), null);
            }
            return;
        }
        if (request instanceof StatusRequest status) {
            if (!undecided.await(status)) {
                reconsider(status, nowNs);
            }
            return;
        }
        undecided.add(request);
        reconsider(request, nowNs);
    }

    /** A request has waited long enough. */
    void reconsider(ClientRequest request, long nowNs) {
        Arrival arrival = request.arrival();
        if (request instanceof StatusRequest status) {
            KnownId asked = board.findOrNull(groups.ofSession(arrival.session()), status.clOrdId());
            if (asked != null && asked.inFlight()) {
                // Another session's order, perhaps: "unknown" is final, so it waits for the decision.
                asked.await(status);
            } else {
                answer(status, nowNs);
            }
            return;
        }
        String group = groups.ofSession(arrival.session());
        KnownId own = board.findOrNull(group, request.clOrdId());
        // Before all else: of what is decided already it must not be said that it was not processed.
        if (own != null && !own.inFlight() && knownRepeat(request, own, nowNs)) {
            return;
        }
        if (!proposals.ready() || undecided.count() > MAX_UNDECIDED) {
            sessions.send(arrival.session(), BusinessReject.to(request, NOT_AVAILABLE, "LOG_NOT_AVAILABLE"), null);
            decided(request, nowNs);
            return;
        }
        KnownId waitFor = own != null && own.inFlight() ? own : changes.targetInFlightOrNull(group, request);
        if (waitFor != null) {
            waitFor.await(request);
        } else if (own != null) {
            propose(reuse(request, own), request, nowNs);
        } else {
            boolean stale = staleness.tooOld(request.arrival(), nowNs);
            propose(decision(request, group, stale, nowNs), request, nowNs);
        }
    }

    /** What is decided on an order, a cancel or a replace now; null if it is a repeat that needs no record. Nothing is entered. */
    Command decisionOrNull(ClientRequest request, boolean stale, long nowNs) {
        String group = groups.ofSession(request.arrival().session());
        KnownId own = board.findOrNull(group, request.clOrdId());
        if (own == null) {
            return decision(request, group, stale, nowNs);
        }
        Origin origin = origin(request, null, group);
        return refusedBefore(request, origin) || repeats(request, own, origin) ? null : reuse(request, own);
    }

    /**
     * What becomes of a request that was accepted, and whose command the log did not take.
     *
     * @param protectionPx what a market order was bound to
     * @return null if it cannot have been accepted
     */
    Command notAcceptedOrNull(ClientRequest request, long protectionPx) {
        String group = groups.ofSession(request.arrival().session());
        if (request instanceof NewOrderSingle order) {
            Rejected.Terms asked = ChangeRequests.termsAsAsked(instruments, order);
            long px = asked.ordType() == OrdType.MARKET ? protectionPx : asked.px();
            return Settlement.notAccepted(
                    origin(order, order.account(), group),
                    Rejected.Request.NEW,
                    null,
                    new Rejected.Terms(asked.symbol(), asked.side(), asked.ordType(), asked.tif(), asked.qty(), px),
                    ClientOrder.none(),
                    proposals.eventsSeen());
        }
        String account =
                request instanceof CancelRequest cancel ? cancel.account() : ((ReplaceRequest) request).account();
        return changes.notAcceptedOrNull(request, group, origin(request, account, group), proposals.eventsSeen());
    }

    private Command decision(ClientRequest request, String group, boolean stale, long nowNs) {
        if (request instanceof NewOrderSingle order) {
            return newOrder(order, group, stale, nowNs);
        } else if (request instanceof CancelRequest cancel) {
            return changes.cancel(
                    cancel, group, origin(cancel, cancel.account(), group), stale, proposals.eventsSeen());
        }
        ReplaceRequest replace = (ReplaceRequest) request;
        return changes.replace(
                replace, group, origin(replace, replace.account(), group), stale, proposals.eventsSeen(), nowNs);
    }

    private void propose(Command command, ClientRequest request, long nowNs) {
        board.enter(command);
        byte[] stamps = Stamps.with(null, Stamps.WIRE_IN, request.arrival().receivedNs());
        proposals.propose(command, nowNs, Stamps.with(stamps, Stamps.DECIDED, nowNs));
    }

    private Command newOrder(NewOrderSingle request, String group, boolean stale, long nowNs) {
        Origin origin = origin(request, request.account(), group);
        RequestedTerms terms = RequestedTerms.read(
                instruments,
                request.symbol(),
                request.side(),
                request.ordType(),
                request.tif(),
                request.qty(),
                request.px(),
                request.unsupported());
        if (stale) {
            terms.refuse(Reason.STALE, "PossDupFlag(43)=Y and OrigSendingTime(122) is older than 30 s");
        }
        checkAccount(terms, origin.account(), group);
        terms.bindTo(touch.freshOrNull(request.symbol(), nowNs));
        int maxOpen = groups.group(group).maxOpenOrders();
        if (board.openOrders(group) >= maxOpen) {
            terms.refuse(Reason.MAX_OPEN_ORDERS, "open orders: " + maxOpen + " (expected: fewer)");
        }
        long need = terms.refusalOrNull() != null
                ? 0
                : Funds.need(terms.instrument(), terms.side(), terms.px(), terms.qty());
        ChangeRequests.checkFunds(board.overlay(), terms, origin.account(), need);
        Refusal refusal = terms.refusalOrNull();
        if (refusal != null) {
            return new Rejected(
                    origin,
                    Rejected.Request.NEW,
                    null,
                    terms.asAsked(),
                    ClientOrder.none(),
                    refusal.reason(),
                    refusal.text(),
                    proposals.eventsSeen());
        }
        return new NewOrder(
                origin,
                request.symbol(),
                terms.side(),
                terms.ordType(),
                terms.tif(),
                terms.qty(),
                terms.px(),
                need,
                touch.freshOrNull(request.symbol(), nowNs),
                request.quiet(),
                proposals.eventsSeen());
    }

    private void checkAccount(RequestedTerms terms, String account, String group) {
        String owner = groups.ofAccount(account);
        if (owner == null) {
            terms.refuse(Reason.UNKNOWN_ACCOUNT, "Account(1)=" + account + " (expected: an account of " + group + ")");
        } else if (!owner.equals(group)) {
            terms.refuse(
                    Reason.ACCOUNT_NOT_ALLOWED, "Account(1)=" + account + " (expected: an account of " + group + ")");
        }
    }

    /** A repeat that is meant as one is answered with the order's state, which needs no record; returns whether it was one. */
    private boolean knownRepeat(ClientRequest request, KnownId known, long nowNs) {
        Arrival arrival = request.arrival();
        Origin origin = origin(request, null, groups.ofSession(arrival.session()));
        if (refusedBefore(request, origin)) {
            decided(request, nowNs);
            return true;
        }
        if (repeats(request, known, origin)) {
            sendStatus(known, asStatus(request), nowNs);
            decided(request, nowNs);
            return true;
        }
        return false;
    }

    /** Decided before a crash: the refusal is in the log and its report has its place in the session's store. */
    private boolean refusedBefore(ClientRequest request, Origin origin) {
        return request.arrival().possDup() && board.refusedAsRepeat(origin);
    }

    private static boolean repeats(ClientRequest request, KnownId known, Origin origin) {
        Arrival arrival = request.arrival();
        return same(known, origin) && (arrival.possDup() || arrival.possResend());
    }

    private static boolean same(KnownId known, Origin origin) {
        return known.fingerprint() == Fingerprint.bits(origin.content());
    }

    /** A ClOrdID that is known, and no repeat: refused, and the order that has it is not harmed. */
    private Rejected reuse(ClientRequest request, KnownId known) {
        Origin origin = origin(request, null, groups.ofSession(request.arrival().session()));
        Reason reason = same(known, origin) ? Reason.DUPLICATE : Reason.CLORDID_REUSED;
        return new Rejected(
                origin,
                kind(request),
                ChangeRequests.origClOrdIdOrNull(request),
                ChangeRequests.termsAsAsked(instruments, request),
                known.order() == null ? ClientOrder.none() : known.order().existing(),
                reason,
                "ClOrdID(11)=" + request.clOrdId() + " has been used",
                proposals.eventsSeen());
    }

    private Origin origin(ClientRequest request, String accountOrNull, String group) {
        Arrival arrival = request.arrival();
        String account = accountOrNull != null ? accountOrNull : groups.onlyAccountOrNull(group);
        return new Origin(
                arrival.session(),
                arrival.msgSeqNum(),
                request.clOrdId(),
                account == null ? "" : account,
                content(request));
    }

    private static String content(ClientRequest request) {
        if (request instanceof NewOrderSingle order) {
            return Fingerprint.of(order);
        }
        return request instanceof CancelRequest cancel
                ? Fingerprint.of(cancel)
                : Fingerprint.of((ReplaceRequest) request);
    }

    private static Rejected.Request kind(ClientRequest request) {
        if (request instanceof NewOrderSingle) {
            return Rejected.Request.NEW;
        }
        return request instanceof CancelRequest ? Rejected.Request.CANCEL : Rejected.Request.REPLACE;
    }

    /** All earlier messages of the session are decided: what is not known now never was. */
    private void answer(StatusRequest request, long nowNs) {
        String group = groups.ofSession(request.arrival().session());
        sendStatus(board.findOrNull(group, request.clOrdId()), request, nowNs);
        sessions.decided(request.arrival().session(), request.arrival().msgSeqNum());
    }

    private void sendStatus(KnownId known, StatusRequest request, long nowNs) {
        ClientOrder order = known == null ? null : known.order();
        sessions.send(
                request.arrival().session(),
                order == null || order.order() == null
                        ? board.reports().noStatus(request, nowNs)
                        : board.reports().status(order.order(), request.clOrdId(), nowNs, request.ordStatusReqId()),
                null);
    }

    private static StatusRequest asStatus(ClientRequest request) {
        Rejected.Terms terms = ChangeRequests.termsAsAsked(Map.of(), request);
        char side = ChangeRequests.sideAsAsked(request);
        return new StatusRequest(request.arrival(), request.clOrdId(), null, terms.symbol(), side, null);
    }

    private void decided(ClientRequest request, long nowNs) {
        Arrival arrival = request.arrival();
        decided(arrival.session(), arrival.msgSeqNum(), request.clOrdId(), nowNs);
    }

    /** The message has its decision; status requests that waited for it are answered. */
    void decided(String session, long msgSeqNum, String clOrdId, long nowNs) {
        sessions.decided(session, msgSeqNum);
        undecided.remove(session, msgSeqNum, clOrdId, status -> reconsider(status, nowNs));
    }
}
