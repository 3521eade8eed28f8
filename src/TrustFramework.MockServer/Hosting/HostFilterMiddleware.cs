using System.Collections.Concurrent;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Refuses requests under a name that is not the server's, before anything else looks at them.</summary>
internal sealed partial class HostFilterMiddleware(RequestDelegate next, AllowedHosts allowedHosts, ILogger<HostFilterMiddleware> logger)
{
    /// <summary>As many names are told of: whoever sends ever others shall not fill the log.</summary>
    private const int MaxLoggedNames = 100;

    /// <summary>As long as a name can be.</summary>
    private const int MaxNameLength = 253;

    private readonly ConcurrentDictionary<string, bool> _loggedNames = new(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) => allowedHosts.IsAllowed(context.Request.Host) ? next(context) : RejectAsync(context);

    private Task RejectAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        var name = host.Length > MaxNameLength ? $"{host[..MaxNameLength]}…" : host;
        if (_loggedNames.Count < MaxLoggedNames && _loggedNames.TryAdd(name, value: true))
            Log.Refused(logger, name, name);
        return ProblemDetailsResource.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            $"This server does not answer to the name '{name}': a web page could have led it here. If it is meant, set MockServer:AllowedHosts:0={name}.");
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Refused requests for the host '{Name}', which is no name of this server. -> If it is meant, set MockServer:AllowedHosts:0={Setting}")]
        public static partial void Refused(ILogger logger, string name, string setting);
    }
}
