using System.Globalization;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Makes the two request features out of the options that an operation takes; the first fault is the one that is told.</summary>
internal sealed class QueryReader
{
    private readonly IReadOnlyDictionary<string, string> _options;
    private Problem? _problem;

    private QueryReader(IReadOnlyDictionary<string, string> options) => _options = options;

    private delegate QueryFault? Reading<T>(string text, out T value);

    /// <param name="options">By their names without the dollar sign, in any letter case.</param>
    public static Problem? Read(HttpContext context, QueryRule rule, IReadOnlyDictionary<string, string> options)
    {
        var reader = new QueryReader(options);
        if (options.Count > 0)
            Exchange.Of(context).Selection = reader.ReadSelection(rule);
        if (rule.Subject != QuerySubject.Entity)
            context.Features.Set(reader.ReadQuery(rule, context.Request.Headers["Prefer"]));
        return reader._problem;
    }

    private Selection ReadSelection(QueryRule rule) => new(
        Read<IReadOnlyList<string>?>(
            "select", (string text, out IReadOnlyList<string>? value) => SelectionParser.ParseSelect(text, rule.Type, out value!), absent: null),
        Read("expand", (string text, out IReadOnlyList<string> value) => SelectionParser.ParseExpand(text, rule.Type, out value), []));

    private CollectionQuery ReadQuery(QueryRule rule, StringValues prefer)
    {
        if (_options.Count == 0)
            return new CollectionQuery { Preferred = Preferred(rule, prefer), Question = Question(rule, filter: null, []) };
        var filter = Read<Condition?>("filter", (string text, out Condition? value) => ReadFilter(text, rule, out value), absent: null);
        var order = Read("orderby", (string text, out IReadOnlyList<OrderTerm> value) => OrderParser.Parse(text, rule.Type, out value), []);
        var query = new CollectionQuery
        {
            Filter = filter,
            Order = order,
            Top = Read<int?>("top", ReadTop, absent: null),
            Skip = Read("skip", (string text, out int value) => ReadCardinal(text, out value), 0),
            Counts = Read("count", ReadFlag, absent: false),
            Preferred = Preferred(rule, prefer),
            Question = Question(rule, _options.GetValueOrDefault("filter"), order),
        };
        return query with
        {
            From = Read<Continuation?>(
                "skiptoken", (string text, out Continuation? value) => Continuation.Read(text, query.Question, query.Order, out value), absent: null),
        };
    }

    private static int? Preferred(QueryRule rule, StringValues prefer) => rule.Subject == QuerySubject.Collection ? PagePreference.Read(prefer) : null;

    private static string Question(QueryRule rule, string? filter, IReadOnlyList<OrderTerm> order) =>
        string.Join('\n', [rule.Type.Name, filter?.Trim(), .. order.Select(term => $"{term}")]);

    private T Read<T>(string option, Reading<T> read, T absent)
    {
        if (_problem is not null || !_options.TryGetValue(option, out var text))
            return absent;
        if (read(text, out var value) is { } fault)
            _problem = QueryFaultText.Of(option, fault);
        return value;
    }

    private static QueryFault? ReadFilter(string text, QueryRule rule, out Condition? condition)
    {
        condition = null;
        return FilterParser.Parse(text, out var syntax) ?? FilterBinder.Bind(syntax, rule.Type, out condition);
    }

    private static QueryFault? ReadTop(string text, out int? top)
    {
        QueryFault? fault = ReadCardinal(text, out var value);
        top = value;
        return fault ?? (value is >= 1 and <= CollectionQuery.MostTop ? null : new QueryFault.PageSize(text.Trim()));
    }

    /// <summary>What is beyond all lists counts as that.</summary>
    private static QueryFault.NotCardinal? ReadCardinal(string text, out int value)
    {
        var isNumber = long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
        value = (int)Math.Clamp(number, 0, int.MaxValue);
        return isNumber && number >= 0 ? null : new(text);
    }

    /// <summary>In small letters, as the vendor's parser wants it.</summary>
    private static QueryFault? ReadFlag(string text, out bool value)
    {
        value = text.Trim() == "true";
        return value || text.Trim() == "false" ? null : new QueryFault.NotFlag(text);
    }
}
