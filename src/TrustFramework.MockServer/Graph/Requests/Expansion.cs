using System.Reflection;
using Microsoft.Extensions.Primitives;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>Route metadata: what <c>$expand</c> may name here.</summary>
/// <param name="Type">The qualified name of the type that has them.</param>
/// <param name="Properties">Its navigation properties.</param>
internal sealed record ExpandRule(string Type, params string[] Properties)
{
    /// <summary>Null, and what was asked for, when the values can be used. Options inside parentheses are refused by name.</summary>
    public Problem? Read(StringValues values, out Expansion expansion)
    {
        expansion = Expansion.None;
        if (values.Count > 1)
            return Catalogue.BadRequest.With("Query option '$expand' was specified more than once, but it must be specified at most once.");
        string[] asked = values.ToString().Split(',', StringSplitOptions.TrimEntries);
        if (asked.FirstOrDefault(name => name.Contains('(', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal)) is { } nested)
            return Catalogue.QueryOptionNotEmulated.With($"$expand={nested}");
        if (asked.FirstOrDefault(name => name != "*" && !Properties.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            return Catalogue.ExpandUnknown.With(unknown, Type);
        expansion = new Expansion(asked.Contains("*", StringComparer.Ordinal) ? Properties : asked);
        return null;
    }
}

/// <summary>A handler's parameter: the navigation properties that the caller wants to see inside the answer.</summary>
internal sealed record Expansion(IReadOnlyCollection<string> Properties) : IBindableFromHttpContext<Expansion>
{
    public static Expansion None { get; } = new([]);

    public bool Has(string property) => Properties.Contains(property, StringComparer.OrdinalIgnoreCase);

    public static ValueTask<Expansion?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Expansion?>(context.Features.Get<Expansion>() ?? None);
}
