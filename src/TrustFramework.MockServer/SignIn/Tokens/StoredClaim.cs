using TrustFramework.Engine.Claims;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>A claim of a journey as JSON, in codes, sessions and refresh tokens.</summary>
/// <param name="Type">The claim type.</param>
/// <param name="Kind">The data type: <c>string</c>, <c>boolean</c>, <c>long</c>, <c>dateTime</c> or <c>stringCollection</c>.</param>
/// <param name="Values">One value, or those of a collection.</param>
internal sealed record StoredClaim(string Type, string Kind, IReadOnlyList<string> Values)
{
    public static IReadOnlyList<StoredClaim> From(ClaimsBag claims) => [.. claims.All.Select(claim => Create(claim.Key, claim.Value))];

    /// <summary>Null if a claim is not valid.</summary>
    public static ClaimsBag? Read(IEnumerable<StoredClaim> claims)
    {
        var bag = ClaimsBag.Empty;
        foreach (var claim in claims)
        {
            if (claim.Read() is not { } value)
                return null;
            bag = bag.With(claim.Type, value);
        }

        return bag;
    }

    private static StoredClaim Create(string type, ClaimValue value) => value switch
    {
        ClaimValue.BooleanValue => new(type, "boolean", [value.ToText()]),
        ClaimValue.NumberValue => new(type, "long", [value.ToText()]),
        ClaimValue.DateTimeValue => new(type, "dateTime", [value.ToText()]),
        ClaimValue.CollectionValue(var values) => new(type, "stringCollection", values),
        _ => new(type, "string", [value.ToText()]),
    };

    private ClaimValue? Read() => (Kind, Values) switch
    {
        ("stringCollection", _) => new ClaimValue.CollectionValue([.. Values]),
        ("string" or "boolean" or "long" or "dateTime", [var text]) => ClaimValue.Parse(text, Kind),
        _ => null,
    };
}
