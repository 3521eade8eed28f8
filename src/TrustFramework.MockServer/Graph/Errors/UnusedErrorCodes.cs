namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Documented error codes about keys that the server never returns, and why: graph-surface 8.2.</summary>
internal static class UnusedErrorCodes
{
    private const string LegacyApi = "restoring, revoking or activating a key; Graph has no such operation";
    private const string SignIn = "returned during sign-in, which is not emulated";
    private const string Serializer = "an internal error of the service";

    public static readonly IReadOnlyList<(string Code, string Why)> All =
    [
        ("AADB2C90089", "`AADB2C95032` was observed for keys of two types in a set (clients E-ks4)"),
        ("AADB2C90130", SignIn),
        ("AADB2C90131", SignIn),
        ("AADB2C90132", LegacyApi),
        ("AADB2C90133", LegacyApi),
        ("AADB2C90134", LegacyApi),
        ("AADB2C90135", LegacyApi),
        ("AADB2C90138", "the minimum size is not published; the service accepted secrets of ten characters (graph-surface K7)"),
        ("AADB2C90186", "`AADB2C90253` names the missing parameter"),
        ("AADB2C90220", SignIn),
        ("AADB2C90229", "throttling"),
        ("AADB2C90244", "throttling"),
        ("AADB2C95025", "`AADB2C90213` was observed for a wrong password (clients E-ks7)"),
        ("AADB2C95026", "`The 'keySet' field is invalid…` was observed for a body that cannot be bound (clients E-ks3)"),
        ("AADB2C95027", LegacyApi),
        ("AADB2C95035", Serializer),
        ("AADB2C95036", Serializer),
        ("AADB2C95037", "`AADB2C95030` has the same meaning"),
        ("AADB2C95038", "`AADB2C95028` was observed (clients E-ks1)"),
        ("AADB2C95040", Serializer),
        ("AADB2C95041", "`AADB2C95029` has the same meaning"),
        ("AADB2C95043", "throttling"),
        ("AADB2C95053", "writes to a key set are serialized, so they never conflict"),
    ];
}
