using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>
/// Reads the OData query options that the operation supports, and rejects every other one by name. The dollar sign is optional:
/// conventions 3 [D]. Other query parameters are ignored.
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
            && Read(context, metadata.GetMetadata<QueryOptionsMetadata>()) is { } error
                ? GraphErrorWriter.WriteAsync(context, error)
                : next(context);

    private static GraphError? Read(HttpContext context, QueryOptionsMetadata? metadata)
    {
        var query = context.Request.Query;
        if (query.FirstOrDefault(IsUnrecognized) is { Key: { } unrecognized })
            return QueryOptionErrors.OptionUnrecognized.CreateError(unrecognized);
        var options = query.Where(option => KnownOptions.Contains(TrimDollarSign(option.Key))).ToLookup(option => TrimDollarSign(option.Key), StringComparer.OrdinalIgnoreCase);
        return ValidateOptions(options, metadata) ?? (metadata is null ? null : QueryOptionsReader.Read(
            context, metadata, options.ToDictionary(option => option.Key, option => option.First().Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }

    private static GraphError? ValidateOptions(ILookup<string, KeyValuePair<string, StringValues>> options, QueryOptionsMetadata? metadata)
    {
        if (options.FirstOrDefault(option => option.Count() > 1 || option.First().Value.Count > 1) is { } repeated)
        {
            var name = repeated.Key.ToLowerInvariant();
            return QueryOptionErrors.OptionRepeated.CreateError(repeated.Count() > 1 ? $"${name}/{name}" : repeated.First().Key.ToLowerInvariant());
        }

        if (options.FirstOrDefault(option => NotEmulatedOptions.Contains(option.Key, StringComparer.OrdinalIgnoreCase)) is { } notEmulated)
            return GraphErrorCatalog.QueryOptionNotEmulated.CreateError(notEmulated.First().Key);
        var allowed = metadata?.AllowedOptions ?? [];
        string[] notAllowed = [.. options.Where(option => !allowed.Contains(option.Key, StringComparer.OrdinalIgnoreCase)).Select(option => option.First().Key)];
        if (notAllowed.Length > 0)
            return QueryOptionErrors.OptionNotApplicable.CreateError(string.Join(',', notAllowed));
        return options.Contains(Search) ? QueryOptionErrors.SearchNotSupported.CreateError() : null;
    }

    /// <summary>A name with a dollar sign that is not an option, or the empty name that a shell makes of <c>"?$filter=…"</c>.</summary>
    private static bool IsUnrecognized(KeyValuePair<string, StringValues> option) =>
        option.Key.StartsWith('$') ? !KnownOptions.Contains(TrimDollarSign(option.Key)) : option is { Key: "", Value: [{ Length: > 0 }, ..] };

    private static string TrimDollarSign(string option) => option.StartsWith('$') ? option[1..] : option;
}
