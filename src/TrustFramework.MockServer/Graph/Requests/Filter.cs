using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Route metadata: what <c>$filter</c> may ask for here. Anything else is refused by name.</summary>
internal sealed partial record FilterRule
{
    /// <summary>Properties that may be compared: <c>name eq 'value'</c>.</summary>
    public required IReadOnlyList<string> Equal { get; init; }

    /// <summary>Properties whose beginning may be compared: <c>startsWith(name,'value')</c>.</summary>
    public required IReadOnlyList<string> StartsWith { get; init; }

    /// <summary>Null, and what was asked for, when the value can be used.</summary>
    public Problem? Read(StringValues values, out Filter filter)
    {
        filter = Filter.None;
        if (values.Count > 1)
            return Catalogue.BadRequest.With("Query option '$filter' was specified more than once, but it must be specified at most once.");
        var clause = Clause().Match(values.ToString());
        var (wanted, known) = clause.Groups["start"] is { Success: true } start ? (start, StartsWith) : (clause.Groups["whole"], Equal);
        if (known.FirstOrDefault(name => name.Equals(wanted.Value, StringComparison.OrdinalIgnoreCase)) is not { } property)
            return Catalogue.QueryOptionNotEmulated.With($"$filter={values}");
        filter = new Filter(property, clause.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal), known == StartsWith);
        return null;
    }

    /// <summary>Words in any letter case, blanks wherever there may be some: clients write it in every way.</summary>
    [GeneratedRegex(
        @"^\s*(startswith\(\s*(?<start>\w+)\s*,\s*'(?<value>([^']|'')*)'\s*\)|(?<whole>\w+)\s+eq\s+'(?<value>([^']|'')*)')\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Clause();
}

/// <summary>A handler's parameter: which items the caller wants to see.</summary>
/// <param name="Property">As the rule writes it; null when every item is wanted.</param>
internal sealed record Filter(string? Property, string Value, bool IsPrefix) : IBindableFromHttpContext<Filter>
{
    public static Filter None { get; } = new(Property: null, "", IsPrefix: false);

    /// <summary>Without regard to case, as the directory compares. [I]</summary>
    /// <param name="read">Gives a property's value.</param>
    public bool Admits(Func<string, string> read) =>
        Property is null
        || (IsPrefix
            ? read(Property).StartsWith(Value, StringComparison.OrdinalIgnoreCase)
            : read(Property).Equals(Value, StringComparison.OrdinalIgnoreCase));

    public static ValueTask<Filter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Filter?>(context.Features.Get<Filter>() ?? None);
}
