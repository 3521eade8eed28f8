using System.Globalization;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Parses the query options of an operation into <see cref="Selection"/> and <see cref="CollectionQuery"/>. Reports the first error.</summary>
internal sealed class QueryOptionsReader
{
    private readonly IReadOnlyDictionary<string, string> _options;
    private GraphError? _error;

    private QueryOptionsReader(IReadOnlyDictionary<string, string> options) => _options = options;

    /// <param name="options">The values by name. Names have no dollar sign and are case-insensitive.</param>
    /// <returns>Null when the options are valid and stored in the request.</returns>
    public static GraphError? Read(HttpContext context, QueryOptionsMetadata metadata, IReadOnlyDictionary<string, string> options)
    {
        var reader = new QueryOptionsReader(options);
        GraphRequestContext.Get(context).Selection = reader.ReadSelection(metadata);
        if (metadata.Subject != QuerySubject.Entity)
            context.Features.Set(reader.ReadQuery(metadata, context.Request.Headers["Prefer"]));
        return reader._error;
    }

    private Selection ReadSelection(QueryOptionsMetadata metadata) => new(
        Read("select", text => SelectionParser.ParseSelect(text, metadata.Type)),
        Read("expand", text => SelectionParser.ParseExpand(text, metadata.Type)) ?? []);

    private CollectionQuery ReadQuery(QueryOptionsMetadata metadata, StringValues prefer)
    {
        var filter = Read("filter", text => FilterParser.Parse(text).Then(syntax => FilterBinder.Bind(syntax, metadata.Type)));
        var orderBy = Read("orderby", text => OrderByParser.Parse(text, metadata.Type)) ?? [];
        var query = new CollectionQuery
        {
            Filter = filter,
            OrderBy = orderBy,
            Top = Read("top", ParseTop),
            Skip = Read("skip", ParseNonNegativeInteger),
            IncludeCount = Read("count", ParseBoolean),
            PreferredPageSize = metadata.Subject == QuerySubject.Collection ? MaxPageSizePreference.Parse(prefer) : null,
            QueryIdentity = string.Join('\n', [metadata.Type.Name, _options.GetValueOrDefault("filter")?.Trim(), .. orderBy.Select(term => $"{term}")]),
        };
        return query with { SkipToken = Read("skiptoken", text => SkipToken.Decode(text, query.QueryIdentity, orderBy)) };
    }

    private T? Read<T>(string option, Func<string, Result<T, QueryError>> parse)
    {
        if (_error is not null || !_options.TryGetValue(option, out var text))
            return default;
        if (parse(text).TryGetValue(out var value, out var error))
            return value;
        _error = QueryErrorMapper.Map(option, error);
        return default;
    }

    private static Result<int?, QueryError> ParseTop(string text) => ParseNonNegativeInteger(text).Then<int?>(value =>
        value is >= 1 and <= CollectionQuery.MaxTop ? value : new QueryError.InvalidPageSize(text.Trim()));

    /// <summary>A larger number counts as <see cref="int.MaxValue"/>.</summary>
    private static Result<int, QueryError> ParseNonNegativeInteger(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (int)Math.Min(number, int.MaxValue)
            : new QueryError.InvalidInteger(text);

    /// <summary>Case-sensitive, as in Microsoft's OData library.</summary>
    private static Result<bool, QueryError> ParseBoolean(string text) => text.Trim() switch
    {
        "true" => true,
        "false" => false,
        _ => new QueryError.InvalidBoolean(text),
    };
}
