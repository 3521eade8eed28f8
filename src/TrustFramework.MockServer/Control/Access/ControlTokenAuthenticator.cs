using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Access;

/// <summary>
/// Checks the bearer token of control plane requests. The token is the configured one. If none is configured and other machines can reach
/// the server, a token is generated at startup.
/// </summary>
internal sealed partial class ControlTokenAuthenticator : IHostedService
{
    private const string Scheme = "Bearer";

    private readonly ILogger<ControlTokenAuthenticator> _logger;
    private readonly bool _isOpen;

    /// <summary>Null unless the token was generated.</summary>
    private readonly string? _generatedToken;

    /// <summary>The hash of the token; null when no token is required. Hashes have equal length, which the fixed-time comparison needs.</summary>
    private readonly byte[]? _hash;

    public ControlTokenAuthenticator(MockServerOptions options, ListenScope listenScope, IRandomSource random, ILogger<ControlTokenAuthenticator> logger)
    {
        _logger = logger;
        _isOpen = options.Control.Open && listenScope.IsBeyondLoopback;
        _generatedToken = options.Control is { Token: null, Open: false } && listenScope.IsBeyondLoopback ? Base64Url.EncodeToString(random.NewBytes(32)) : null;
        _hash = (options.Control.Token ?? _generatedToken) is { } token ? Hash(token) : null;
    }

    /// <summary>Returns null when the request has the token or does not need it.</summary>
    public ControlProblem? Check(HttpContext context)
    {
        if (_hash is null || context.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousControlAccess>() is not null)
            return null;
        var isAuthenticated = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var authorization)
            && Scheme.Equals(authorization.Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(authorization.Parameter ?? ""), _hash);
        if (isAuthenticated)
            return null;
        context.Response.Headers.WWWAuthenticate = Scheme;
        return ControlProblem.Unauthorized("The control plane requires a token: Authorization: Bearer …. Use the value of MockServer:Control:Token. "
            + "If it is not set, the server logs a generated token at startup. MockServer:Control:Open=true disables the check.");
    }

    /// <summary>Logs a generated token, so that users can find it.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_generatedToken is not null)
            Log.TokenGenerated(_logger, _generatedToken);
        if (_isOpen)
            Log.ControlPlaneOpen(_logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static partial class Log
    {
        // :l writes the token without quotation marks, which Serilog otherwise puts around strings.
        [LoggerMessage(
            LogLevel.Information,
            "The control plane (/_mock) requires a token, because other machines can reach this server. Generated for this run: Authorization: Bearer {Token:l} · "
            + "Set MockServer:Control:Token to choose a token, or MockServer:Control:Open=true to allow access without one")]
        public static partial void TokenGenerated(ILogger logger, string token);

        [LoggerMessage(LogLevel.Information, "The control plane (/_mock) is open to anyone who can reach this server, because MockServer:Control:Open is true")]
        public static partial void ControlPlaneOpen(ILogger logger);
    }
}
