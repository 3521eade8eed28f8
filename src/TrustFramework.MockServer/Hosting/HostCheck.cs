using System.Collections.Concurrent;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Refuses requests under a name that is not the server's, before anything else looks at them.</summary>
internal sealed partial class HostCheck(RequestDelegate next, AcceptedHosts accepted, ILogger<HostCheck> logger)
{
    /// <summary>As many names are told of: whoever sends ever others shall not fill the log.</summary>
    private const int MostTold = 100;

    /// <summary>As long as a name can be.</summary>
    private const int LongestName = 253;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) => accepted.Accepts(context.Request.Host) ? next(context) : RefuseAsync(context);

    private Task RefuseAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        var name = host.Length > LongestName ? $"{host[..LongestName]}…" : host;
        if (_told.Count < MostTold && _told.TryAdd(name, value: true))
            Log.Refused(logger, name, name);
        return PlainProblem.WriteAsync(
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
