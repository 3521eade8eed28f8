using System.Globalization;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Makes the two request features out of the options that an operation takes; the first fault is the one that is told.</summary>
internal sealed class QueryOptionsReader
{
    private readonly IReadOnlyDictionary<string, string> _options;
    private GraphError? _error;

    private QueryOptionsReader(IReadOnlyDictionary<string, string> options) => _options = options;

    private delegate QueryError? OptionParser<T>(string text, out T value);

    /// <param name="options">By their names without the dollar sign, in any letter case.</param>
    public static GraphError? Read(HttpContext context, QueryOptionsMetadata rule, IReadOnlyDictionary<string, string> options)
    {
        var reader = new QueryOptionsReader(options);
        if (options.Count > 0)
            GraphRequestContext.Get(context).Selection = reader.ReadSelection(rule);
        if (rule.Subject != QuerySubject.Entity)
            context.Features.Set(reader.ReadQuery(rule, context.Request.Headers["Prefer"]));
        return reader._error;
    }

    private Selection ReadSelection(QueryOptionsMetadata rule) => new(
        Read<IReadOnlyList<string>?>(
            "select", (string text, out IReadOnlyList<string>? value) => SelectionParser.ParseSelect(text, rule.Type, out value!), defaultValue: null),
        Read("expand", (string text, out IReadOnlyList<string> value) => SelectionParser.ParseExpand(text, rule.Type, out value), []));

    private CollectionQuery ReadQuery(QueryOptionsMetadata rule, StringValues prefer)
    {
        if (_options.Count == 0)
            return new CollectionQuery { PreferredPageSize = GetPreferredPageSize(rule, prefer), QueryIdentity = GetQueryIdentity(rule, filter: null, []) };
        var filter = Read<FilterExpression?>("filter", (string text, out FilterExpression? value) => ReadFilter(text, rule, out value), defaultValue: null);
        var order = Read("orderby", (string text, out IReadOnlyList<OrderByTerm> value) => OrderByParser.Parse(text, rule.Type, out value), []);
        var query = new CollectionQuery
        {
            Filter = filter,
            OrderBy = order,
            Top = Read<int?>("top", ReadTop, defaultValue: null),
            Skip = Read("skip", (string text, out int value) => ReadNonNegativeInteger(text, out value), 0),
            IncludeCount = Read("count", ReadBoolean, defaultValue: false),
            PreferredPageSize = GetPreferredPageSize(rule, prefer),
            QueryIdentity = GetQueryIdentity(rule, _options.GetValueOrDefault("filter"), order),
        };
        return query with
        {
            SkipToken = Read<SkipToken?>(
                "skiptoken", (string text, out SkipToken? value) => SkipToken.Decode(text, query.QueryIdentity, query.OrderBy, out value), defaultValue: null),
        };
    }

    private static int? GetPreferredPageSize(QueryOptionsMetadata rule, StringValues prefer) => rule.Subject == QuerySubject.Collection ? MaxPageSizePreference.Parse(prefer) : null;

    private static string GetQueryIdentity(QueryOptionsMetadata rule, string? filter, IReadOnlyList<OrderByTerm> order) =>
        string.Join('\n', [rule.Type.Name, filter?.Trim(), .. order.Select(term => $"{term}")]);

    private T Read<T>(string option, OptionParser<T> read, T defaultValue)
    {
        if (_error is not null || !_options.TryGetValue(option, out var text))
            return defaultValue;
        if (read(text, out var value) is { } fault)
            _error = QueryErrorMapper.Map(option, fault);
        return value;
    }

    private static QueryError? ReadFilter(string text, QueryOptionsMetadata rule, out FilterExpression? condition)
    {
        condition = null;
        return FilterParser.Parse(text, out var syntax) ?? FilterBinder.Bind(syntax, rule.Type, out condition);
    }

    private static QueryError? ReadTop(string text, out int? top)
    {
        QueryError? fault = ReadNonNegativeInteger(text, out var value);
        top = value;
        return fault ?? (value is >= 1 and <= CollectionQuery.MaxTop ? null : new QueryError.InvalidPageSize(text.Trim()));
    }

    /// <summary>What is beyond all lists counts as that.</summary>
    private static QueryError.InvalidInteger? ReadNonNegativeInteger(string text, out int value)
    {
        var isNumber = long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
        value = (int)Math.Clamp(number, 0, int.MaxValue);
        return isNumber && number >= 0 ? null : new(text);
    }

    /// <summary>In small letters, as the vendor's parser wants it.</summary>
    private static QueryError? ReadBoolean(string text, out bool value)
    {
        value = text.Trim() == "true";
        return value || text.Trim() == "false" ? null : new QueryError.InvalidBoolean(text);
    }
}
