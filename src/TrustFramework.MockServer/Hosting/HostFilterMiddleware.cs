using System.Collections.Concurrent;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Refuses requests whose Host header is not allowed.</summary>
internal sealed partial class HostFilterMiddleware(RequestDelegate next, AllowedHosts allowedHosts, ILogger<HostFilterMiddleware> logger)
{
    /// <summary>The maximum number of names to log, so that a client cannot fill the log with new names.</summary>
    private const int MaxLoggedNames = 100;

    /// <summary>The maximum length of a DNS name.</summary>
    private const int MaxNameLength = 253;

    private readonly ConcurrentDictionary<string, bool> _loggedNames = new(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) => allowedHosts.IsAllowed(context.Request.Host) ? next(context) : RejectAsync(context);

    private Task RejectAsync(HttpContext context)
    {
        var name = LogText.Sanitize(context.Request.Host.Host, MaxNameLength);
        if (_loggedNames.Count < MaxLoggedNames && _loggedNames.TryAdd(name, value: true))
            Log.Refused(logger, name, name);
        return ProblemResource.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            $"The host name '{name}' is not allowed, because a web site could use it to reach this server (DNS rebinding). To allow it, set MockServer:AllowedHosts:0={name}.");
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Refused requests for the host '{Name:l}', which is not an allowed host name. -> To allow it, set MockServer:AllowedHosts:0={Setting:l}")]
        public static partial void Refused(ILogger logger, string name, string setting);
    }
}
