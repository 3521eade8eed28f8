namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Documented codes that concern keys and that this server never gives, so that nobody waits for them: graph-surface 8.2.</summary>
internal static class UnusedErrorCodes
{
    private const string LegacyApi = "belongs to restoring, revoking and activating keys, for which Graph has no operation";
    private const string SignIn = "said when somebody signs in, which is not emulated";
    private const string Serializer = "an internal fault of the service";

    public static readonly IReadOnlyList<(string Code, string Why)> All =
    [
        ("AADB2C90089", "`AADB2C95032` was observed for keys of two types in a set (clients E-ks4)"),
        ("AADB2C90130", SignIn),
        ("AADB2C90131", SignIn),
        ("AADB2C90132", LegacyApi),
        ("AADB2C90133", LegacyApi),
        ("AADB2C90134", LegacyApi),
        ("AADB2C90135", LegacyApi),
        ("AADB2C90138", "the least size is not published, and secrets of ten characters were observed to pass (graph-surface K7)"),
        ("AADB2C90186", "`AADB2C90253` names what is missing"),
        ("AADB2C90220", SignIn),
        ("AADB2C90229", "throttling"),
        ("AADB2C90244", "throttling"),
        ("AADB2C95025", "`AADB2C90213` was observed for a wrong password (clients E-ks7)"),
        ("AADB2C95026", "a body that cannot be bound was observed to be answered with `The 'keySet' field is invalid…` (clients E-ks3)"),
        ("AADB2C95027", LegacyApi),
        ("AADB2C95035", Serializer),
        ("AADB2C95036", Serializer),
        ("AADB2C95037", "`AADB2C95030` says the same"),
        ("AADB2C95038", "`AADB2C95028` was observed (clients E-ks1)"),
        ("AADB2C95040", Serializer),
        ("AADB2C95041", "`AADB2C95029` says the same"),
        ("AADB2C95043", "throttling"),
        ("AADB2C95053", "writes to one set wait for each other, and none is lost"),
    ];
}
