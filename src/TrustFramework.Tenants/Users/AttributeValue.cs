using System.Collections.Immutable;

namespace TrustFramework.Tenants.Users;

/// <summary>The value of a user's attribute.</summary>
public abstract record AttributeValue
{
    private AttributeValue()
    {
    }

    public sealed record TextValue(string Value) : AttributeValue;

    public sealed record FlagValue(bool Value) : AttributeValue;

    public sealed record NumberValue(long Value) : AttributeValue;

    public sealed record TimeValue(DateTimeOffset Value) : AttributeValue;

    public sealed record TextListValue(ImmutableArray<string> Values) : AttributeValue;
}
