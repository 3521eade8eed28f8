namespace TrustFramework.MockServer.Login;

/// <summary>The address of the login service, as the client writes it. It comes from the Host header, so it can have an invalid port.</summary>
/// <param name="Origin">Scheme, host and port: <c>https://localhost:8443</c>.</param>
internal sealed record LoginServiceAddress(string Origin)
{
    private const string SchemeSeparator = "://";

    /// <summary>Host and port.</summary>
    public string Authority => Origin[(Origin.IndexOf(SchemeSeparator, StringComparison.Ordinal) + SchemeSeparator.Length)..];

    public string Host => new HostString(Authority).Host;
}
