namespace TrustFramework.MockServer.Login;

/// <summary>The login service's own address, as the caller writes it. It need not be one that anybody could call: a Host may have any port.</summary>
/// <param name="Origin">Scheme, host and port: <c>https://localhost:8443</c>.</param>
internal sealed record LoginServiceAddress(string Origin)
{
    private const string SchemeSeparator = "://";

    /// <summary>Host and port.</summary>
    public string Authority => Origin[(Origin.IndexOf(SchemeSeparator, StringComparison.Ordinal) + SchemeSeparator.Length)..];

    public string Host => new HostString(Authority).Host;
}
