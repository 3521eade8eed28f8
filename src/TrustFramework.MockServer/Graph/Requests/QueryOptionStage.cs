using System.Collections.Frozen;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// OData's query options are refused by name rather than ignored. On beta the dollar sign may be left out: conventions 3 [D].
/// Anything else in a query string is nobody's business.
/// </summary>
internal sealed class QueryOptionStage(RequestDelegate next)
{
    private static readonly FrozenSet<string> Options = FrozenSet.ToFrozenSet(
        ["select", "expand", "filter", "orderby", "top", "skip", "count", "search", "format", "skiptoken", "deltatoken", "apply", "compute"],
        StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue || context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is null)
            return next(context);
        var option = context.Request.Query.Keys.FirstOrDefault(key => Options.Contains(key.StartsWith('$') ? key[1..] : key));
        return option is null ? next(context) : ProblemWriter.WriteAsync(context, Catalogue.QueryOptionNotEmulated.With(option));
    }
}
