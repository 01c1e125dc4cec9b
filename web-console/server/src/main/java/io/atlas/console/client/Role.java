package io.atlas.console.client;

/** What a user may do. The server decides; the page only hides. */
public enum Role {
    /** See the user's accounts and the market. */
    VIEWER,
    /** Send, amend and cancel orders of the user's accounts. */
    TRADER,
    /** See FIX messages and sessions, decode, run scripts. */
    TESTER,
    /** Kill, limits, session actions. */
    OPERATOR,
    /** Faults and scenarios of a demonstration. */
    DEMO
}
