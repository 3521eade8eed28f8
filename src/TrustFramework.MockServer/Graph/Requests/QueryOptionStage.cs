using System.Collections.Frozen;
using System.Collections.ObjectModel;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// OData's query options: those that the operation takes are read, any other is refused by name rather than ignored. The dollar
/// sign may be left out: conventions 3 [D]. Anything else in a query string is nobody's business.
/// </summary>
internal sealed class QueryOptionStage(RequestDelegate next)
{
    private const string Search = "search";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        ["select", "expand", "filter", "orderby", "top", "skip", "count", Search, "skiptoken", .. NotEmulated], StringComparer.OrdinalIgnoreCase);

    private static string[] NotEmulated => ["format", "deltatoken", "apply", "compute"];

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<Operation>() is not null
            && Read(context, metadata.GetMetadata<QueryRule>()) is { } problem
                ? ProblemWriter.WriteAsync(context, problem)
                : next(context);

    private static Problem? Read(HttpContext context, QueryRule? rule)
    {
        if (!context.Request.QueryString.HasValue)
            return rule is null ? null : QueryReader.Read(context, rule, ReadOnlyDictionary<string, string>.Empty);
        var query = context.Request.Query;
        if (query.FirstOrDefault(IsUnrecognized) is { Key: { } unrecognized })
            return QueryErrors.OptionUnrecognized.With(unrecognized);
        var asked = query.Where(option => Known.Contains(Name(option.Key))).ToLookup(option => Name(option.Key), StringComparer.OrdinalIgnoreCase);
        return Unusable(asked, rule) ?? (rule is null ? null : QueryReader.Read(
            context, rule, asked.ToDictionary(option => option.Key, option => option.First().Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }

    private static Problem? Unusable(ILookup<string, KeyValuePair<string, StringValues>> asked, QueryRule? rule)
    {
        if (asked.FirstOrDefault(option => option.Count() > 1 || option.First().Value.Count > 1) is { } repeated)
        {
            var name = repeated.Key.ToLowerInvariant();
            return QueryErrors.OptionRepeated.With(repeated.Count() > 1 ? $"${name}/{name}" : repeated.First().Key.ToLowerInvariant());
        }

        if (asked.FirstOrDefault(option => NotEmulated.Contains(option.Key, StringComparer.OrdinalIgnoreCase)) is { } other)
            return Catalogue.QueryOptionNotEmulated.With(other.First().Key);
        var taken = rule?.Options ?? [];
        string[] strangers = [.. asked.Where(option => !taken.Contains(option.Key, StringComparer.OrdinalIgnoreCase)).Select(option => option.First().Key)];
        if (strangers.Length > 0)
            return QueryErrors.OptionNotApplicable.With(string.Join(',', strangers));
        return asked.Contains(Search) ? QueryErrors.SearchNotSupported.With() : null;
    }

    /// <summary>What begins like an option and is none; and what a shell leaves of <c>?$filter=…</c> in double quotation marks.</summary>
    private static bool IsUnrecognized(KeyValuePair<string, StringValues> option) =>
        option.Key.StartsWith('$') ? !Known.Contains(Name(option.Key)) : option is { Key: "", Value: [{ Length: > 0 }, ..] };

    private static string Name(string option) => option.StartsWith('$') ? option[1..] : option;
}
