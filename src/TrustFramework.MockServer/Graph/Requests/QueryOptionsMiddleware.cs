using System.Collections.Frozen;
using System.Collections.ObjectModel;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// OData's query options: those that the operation takes are read, any other is refused by name rather than ignored. The dollar
/// sign may be left out: conventions 3 [D]. Anything else in a query string is nobody's business.
/// </summary>
internal sealed class QueryOptionsMiddleware(RequestDelegate next)
{
    private const string Search = "search";

    private static readonly FrozenSet<string> KnownOptions = FrozenSet.ToFrozenSet(
        ["select", "expand", "filter", "orderby", "top", "skip", "count", Search, "skiptoken", .. NotEmulatedOptions], StringComparer.OrdinalIgnoreCase);

    private static string[] NotEmulatedOptions => ["format", "deltatoken", "apply", "compute"];

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<Operation>() is not null
            && Read(context, metadata.GetMetadata<QueryOptionsMetadata>()) is { } problem
                ? GraphErrorWriter.WriteAsync(context, problem)
                : next(context);

    private static GraphError? Read(HttpContext context, QueryOptionsMetadata? rule)
    {
        if (!context.Request.QueryString.HasValue)
            return rule is null ? null : QueryOptionsReader.Read(context, rule, ReadOnlyDictionary<string, string>.Empty);
        var query = context.Request.Query;
        if (query.FirstOrDefault(IsUnrecognized) is { Key: { } unrecognized })
            return QueryOptionErrors.OptionUnrecognized.CreateError(unrecognized);
        var asked = query.Where(option => KnownOptions.Contains(TrimDollarSign(option.Key))).ToLookup(option => TrimDollarSign(option.Key), StringComparer.OrdinalIgnoreCase);
        return ValidateOptions(asked, rule) ?? (rule is null ? null : QueryOptionsReader.Read(
            context, rule, asked.ToDictionary(option => option.Key, option => option.First().Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }

    private static GraphError? ValidateOptions(ILookup<string, KeyValuePair<string, StringValues>> asked, QueryOptionsMetadata? rule)
    {
        if (asked.FirstOrDefault(option => option.Count() > 1 || option.First().Value.Count > 1) is { } repeated)
        {
            var name = repeated.Key.ToLowerInvariant();
            return QueryOptionErrors.OptionRepeated.CreateError(repeated.Count() > 1 ? $"${name}/{name}" : repeated.First().Key.ToLowerInvariant());
        }

        if (asked.FirstOrDefault(option => NotEmulatedOptions.Contains(option.Key, StringComparer.OrdinalIgnoreCase)) is { } other)
            return GraphErrorCatalog.QueryOptionNotEmulated.CreateError(other.First().Key);
        var taken = rule?.AllowedOptions ?? [];
        string[] strangers = [.. asked.Where(option => !taken.Contains(option.Key, StringComparer.OrdinalIgnoreCase)).Select(option => option.First().Key)];
        if (strangers.Length > 0)
            return QueryOptionErrors.OptionNotApplicable.CreateError(string.Join(',', strangers));
        return asked.Contains(Search) ? QueryOptionErrors.SearchNotSupported.CreateError() : null;
    }

    /// <summary>What begins like an option and is none; and what a shell leaves of <c>?$filter=…</c> in double quotation marks.</summary>
    private static bool IsUnrecognized(KeyValuePair<string, StringValues> option) =>
        option.Key.StartsWith('$') ? !KnownOptions.Contains(TrimDollarSign(option.Key)) : option is { Key: "", Value: [{ Length: > 0 }, ..] };

    private static string TrimDollarSign(string option) => option.StartsWith('$') ? option[1..] : option;
}
