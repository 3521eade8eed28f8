using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// OData's query options are refused by name rather than ignored, but <c>$expand</c> where the route has an
/// <see cref="ExpandRule"/>, and <c>$filter</c> where it has a <see cref="FilterRule"/>. On beta the dollar sign may be left
/// out: conventions 3 [D]. Anything else in a query string is nobody's business.
/// </summary>
internal sealed class QueryOptionStage(RequestDelegate next)
{
    private const string Expand = "expand";
    private const string Filter = "filter";

    private static readonly FrozenSet<string> Options = FrozenSet.ToFrozenSet(
        ["select", "expand", "filter", "orderby", "top", "skip", "count", "search", "format", "skiptoken", "deltatoken", "apply", "compute"],
        StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) =>
        context.Request.QueryString.HasValue
            && context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<Operation>() is not null
            && Read(context, metadata) is { } problem
                ? ProblemWriter.WriteAsync(context, problem)
                : next(context);

    private static Problem? Read(HttpContext context, EndpointMetadataCollection route)
    {
        var (expand, filter) = (route.GetMetadata<ExpandRule>(), route.GetMetadata<FilterRule>());
        var asked = context.Request.Query.Where(option => Options.Contains(Name(option.Key))).ToLookup(option => Name(option.Key), StringComparer.OrdinalIgnoreCase);
        if (asked.FirstOrDefault(option => Is(option.Key, Expand) ? expand is null : !Is(option.Key, Filter) || filter is null) is { } other)
            return Catalogue.QueryOptionNotEmulated.With(other.First().Key);
        return (asked.Contains(Expand) ? ReadExpansion(context, expand!, Values(asked[Expand])) : null)
            ?? (asked.Contains(Filter) ? ReadFilter(context, filter!, Values(asked[Filter])) : null);
    }

    private static Problem? ReadExpansion(HttpContext context, ExpandRule rule, StringValues values)
    {
        var problem = rule.Read(values, out var expansion);
        context.Features.Set(expansion);
        return problem;
    }

    private static Problem? ReadFilter(HttpContext context, FilterRule rule, StringValues values)
    {
        var problem = rule.Read(values, out var filter);
        context.Features.Set(filter);
        return problem;
    }

    private static bool Is(string asked, string option) => asked.Equals(option, StringComparison.OrdinalIgnoreCase);

    private static StringValues Values(IEnumerable<KeyValuePair<string, StringValues>> options) => new([.. options.SelectMany(option => option.Value)]);

    private static string Name(string option) => option.StartsWith('$') ? option[1..] : option;
}
