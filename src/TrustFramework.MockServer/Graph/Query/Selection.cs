using System.Reflection;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>A handler's parameter: what of an entity the caller wants to see.</summary>
/// <param name="Properties">As the type writes them; null for all.</param>
/// <param name="Navigations">Those that are shown inside the answer.</param>
internal sealed record Selection(IReadOnlyList<string>? Properties, IReadOnlyList<string> Navigations) : IBindableFromHttpContext<Selection>
{
    public static Selection All { get; } = new(Properties: null, []);

    /// <summary>False when members of the answer are left out.</summary>
    public bool IncludesAllProperties => Properties is null || Properties.Contains(SelectionParser.Wildcard, StringComparer.Ordinal);

    /// <summary>What <c>@odata.context</c> says of it: <c>(id,things())</c>, and nothing where nothing was asked.</summary>
    public string ContextSuffix => Properties is null && Navigations.Count == 0
        ? ""
        : $"({string.Join(',', (Properties ?? []).Concat(Navigations.Select(navigation => $"{navigation}()")))})";

    public bool Expands(string navigation) => Navigations.Contains(navigation, StringComparer.Ordinal);

    /// <summary>Whether the answer keeps a member; an annotation stays with what it is about, and those of the answer itself always.</summary>
    public bool Includes(string member)
    {
        var name = member.Split('@')[0];
        return name.Length == 0 || Expands(name) || IncludesAllProperties || Properties!.Contains(name, StringComparer.Ordinal);
    }

    public static Selection Get(HttpContext context) => GraphRequestContext.Get(context).Selection;

    public static ValueTask<Selection?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Selection?>(Get(context));
}
