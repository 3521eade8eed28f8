using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TrustFramework.MockServer.Hosting;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Access;

/// <summary>The bearer that the control plane wants: the one of the settings or, where others can reach the server, one of this run.</summary>
internal sealed partial class ControlTokenAuthenticator : IHostedService
{
    private const string Scheme = "Bearer";

    private readonly ILogger<ControlTokenAuthenticator> _logger;
    private readonly bool _isOpen;

    /// <summary>What was made up for this run, and has to be told.</summary>
    private readonly string? _generatedToken;

    /// <summary>Of the token: of the same length whatever is sent. Null when none is wanted.</summary>
    private readonly byte[]? _hash;

    public ControlTokenAuthenticator(MockServerOptions options, ListenScope reach, IRandomSource random, ILogger<ControlTokenAuthenticator> logger)
    {
        _logger = logger;
        _isOpen = options.Control.Open && reach.IsBeyondLoopback;
        _generatedToken = options.Control is { Token: null, Open: false } && reach.IsBeyondLoopback ? Base64Url.EncodeToString(random.NewBytes(32)) : null;
        _hash = (options.Control.Token ?? _generatedToken) is { } token ? Hash(token) : null;
    }

    /// <summary>Null when the caller has shown it, or need not.</summary>
    public ControlProblem? Check(HttpContext context)
    {
        if (_hash is null || context.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousControlAccess>() is not null)
            return null;
        var isShown = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var sent)
            && Scheme.Equals(sent.Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(sent.Parameter ?? ""), _hash);
        if (isShown)
            return null;
        context.Response.Headers.WWWAuthenticate = Scheme;
        return ControlProblem.Unauthorized("The control plane wants its token: Authorization: Bearer …. It is that of MockServer:Control:Token or, where "
            + "this is not set, the one in the log of the server's start. MockServer:Control:Open=true lets everybody in.");
    }

    /// <summary>Writes a token of this run to the log, where a user who is refused looks for it.</summary>
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
        [LoggerMessage(
            LogLevel.Information,
            "The control plane (/_mock) wants a token, since others can reach this server. In this run it is: Authorization: Bearer {Token} · "
            + "MockServer:Control:Token sets one, MockServer:Control:Open=true lets everybody in")]
        public static partial void TokenGenerated(ILogger logger, string token);

        [LoggerMessage(LogLevel.Information, "The control plane (/_mock) is open to whoever can reach this server: MockServer:Control:Open")]
        public static partial void ControlPlaneOpen(ILogger logger);
    }
}
