using System.Reflection;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A handler's parameter: the properties to return.</summary>
/// <param name="Properties">The selected properties, with the case that the type declares; null without <c>$select</c>.</param>
/// <param name="Navigations">The expanded navigation properties.</param>
internal sealed record Selection(IReadOnlyList<string>? Properties, IReadOnlyList<string> Navigations) : IBindableFromHttpContext<Selection>
{
    public static Selection All { get; } = new(Properties: null, []);

    /// <summary>False when the response omits properties.</summary>
    public bool IncludesAllProperties => Properties is null || Properties.Contains(SelectionParser.Wildcard, StringComparer.Ordinal);

    /// <summary>The suffix in <c>@odata.context</c>: <c>(id,things())</c>. Empty without <c>$select</c> and <c>$expand</c>.</summary>
    public string ContextSuffix => Properties is null && Navigations.Count == 0
        ? ""
        : $"({string.Join(',', (Properties ?? []).Concat(Navigations.Select(navigation => $"{navigation}()")))})";

    public bool Expands(string navigation) => Navigations.Contains(navigation, StringComparer.Ordinal);

    /// <summary>
    /// Whether the response includes a JSON member. A property's annotations are included with it, those of the response always. Letter case is ignored,
    /// because no type declares that of a dynamic property.
    /// </summary>
    public bool Includes(string member)
    {
        var name = member.Split('@')[0];
        return name.Length == 0 || Expands(name) || IncludesAllProperties || Properties!.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    public static Selection Get(HttpContext context) => GraphRequestContext.Get(context).Selection;

    public static ValueTask<Selection?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Selection?>(Get(context));
}
