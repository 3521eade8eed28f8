using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// OData's query options are refused by name rather than ignored, but <c>$expand</c> where the route has an
/// <see cref="ExpandRule"/>. On beta the dollar sign may be left out: conventions 3 [D]. Anything else in a query string is
/// nobody's business.
/// </summary>
internal sealed class QueryOptionStage(RequestDelegate next)
{
    private const string Expand = "expand";

    private static readonly FrozenSet<string> Options = FrozenSet.ToFrozenSet(
        ["select", "expand", "filter", "orderby", "top", "skip", "count", "search", "format", "skiptoken", "deltatoken", "apply", "compute"],
        StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) =>
        context.Request.QueryString.HasValue
            && context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<Operation>() is not null
            && Read(context, metadata.GetMetadata<ExpandRule>()) is { } problem
                ? ProblemWriter.WriteAsync(context, problem)
                : next(context);

    private static Problem? Read(HttpContext context, ExpandRule? rule)
    {
        var asked = context.Request.Query.Where(option => Options.Contains(Name(option.Key))).ToLookup(option => Name(option.Key), StringComparer.OrdinalIgnoreCase);
        if (asked.FirstOrDefault(option => rule is null || !string.Equals(option.Key, Expand, StringComparison.OrdinalIgnoreCase)) is { } other)
            return Catalogue.QueryOptionNotEmulated.With(other.First().Key);
        if (!asked.Contains(Expand))
            return null;
        var problem = rule!.Read(new StringValues([.. asked[Expand].SelectMany(option => option.Value)]), out var expansion);
        context.Features.Set(expansion);
        return problem;
    }

    private static string Name(string option) => option.StartsWith('$') ? option[1..] : option;
}
