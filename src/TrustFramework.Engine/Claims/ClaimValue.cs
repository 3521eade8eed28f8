using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace TrustFramework.Engine.Claims;

/// <summary>The value of a claim in a journey.</summary>
public abstract record ClaimValue
{
    private ClaimValue()
    {
    }

    /// <summary>An empty string or collection exists in a journey, but tokens leave it out: runtime 4.2 [D].</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Reads a value of a policy, a page or a store. Null if the text is not a value of the type.</summary>
    /// <param name="dataType">The <c>DataType</c> of the claim type. Unknown types are texts.</param>
    public static ClaimValue? Parse(string text, string? dataType) => dataType switch
    {
        "boolean" => bool.TryParse(text, out var flag) ? new BooleanValue(flag) : null,
        "int" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? new NumberValue(small) : null,
        "long" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new NumberValue(number) : null,
        "dateTime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? new DateTimeValue(time.ToUniversalTime()) : null,
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? new TextValue(text) : null,
        "stringCollection" => new CollectionValue([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]),
        _ => new TextValue(text),
    };

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public abstract string ToText();

    /// <summary>Writes the value as it is in tokens: times are seconds since 1970, and a collection with one value is an array. [D, I]</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        switch (this)
        {
            case BooleanValue(var flag):
                json.WriteBooleanValue(flag);
                break;
            case NumberValue(var number):
                json.WriteNumberValue(number);
                break;
            case DateTimeValue(var time):
                json.WriteNumberValue(time.ToUnixTimeSeconds());
                break;
            case CollectionValue(var values):
                json.WriteStartArray();
                foreach (var value in values)
                    json.WriteStringValue(value);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(ToText());
                break;
        }
    }

    /// <summary>Returns the value as a value of a data type; unchanged if it cannot be one. [I]</summary>
    public ClaimValue ConvertTo(string? dataType) => (this, dataType) switch
    {
        (BooleanValue, "boolean") or (NumberValue, "int" or "long") or (DateTimeValue, "dateTime") or (CollectionValue, _) => this,
        (TextValue, null or "string") => this,
        (DateTimeValue(var time), "date") => new TextValue(time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (_, "stringCollection") => new CollectionValue([ToText()]),
        _ => Parse(ToText(), dataType) ?? this,
    };

    public sealed record TextValue(string Value) : ClaimValue
    {
        public override bool IsEmpty => Value.Length == 0;

        public override string ToText() => Value;
    }

    public sealed record BooleanValue(bool Value) : ClaimValue
    {
        public override string ToText() => Value ? "true" : "false";
    }

    public sealed record NumberValue(long Value) : ClaimValue
    {
        public override string ToText() => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record DateTimeValue(DateTimeOffset Value) : ClaimValue
    {
        public override string ToText() => Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }

    public sealed record CollectionValue(ImmutableArray<string> Values) : ClaimValue
    {
        public override bool IsEmpty => Values.IsEmpty;

        public override string ToText() => string.Join(",", Values);

        public bool Equals(CollectionValue? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => Values.Length;
    }
}
