using System.Diagnostics.CodeAnalysis;

namespace TrustFramework.MockServer.Graph.Routing;

/// <summary>A key in the path. Routing decodes everything except <c>%2F</c>, which is decoded here: conventions 3.1 [E].</summary>
internal readonly record struct EntityKey(string Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out EntityKey key)
    {
        key = new EntityKey(text?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? "");
        return text is not null;
    }

    public override string ToString() => Value;
}
