using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>The JSON of the attributes of users.</summary>
internal static class AttributeJson
{
    /// <summary>A value that is not null, or what to write instead.</summary>
    public static Result<AttributeValue, string> Read(UserAttributeDefinition attribute, JsonElement json) => (attribute.Kind, json.ValueKind) switch
    {
        (UserAttributeKind.Text or UserAttributeKind.Scalar, JsonValueKind.String) => ReadText(json) is { } text ? new AttributeValue.TextValue(text) : NotUnicode,
        (UserAttributeKind.Flag or UserAttributeKind.Scalar, JsonValueKind.True or JsonValueKind.False) => new AttributeValue.FlagValue(json.GetBoolean()),
        (UserAttributeKind.Scalar, JsonValueKind.Number) => json.TryGetInt64(out var number) ? new AttributeValue.NumberValue(number) : "Write a whole number.",
        (UserAttributeKind.Time, JsonValueKind.String) => json.TryGetDateTimeOffset(out var time) ? new AttributeValue.TimeValue(time.ToUniversalTime()) : TimeExpected,
        (UserAttributeKind.TextList, JsonValueKind.Array) => ReadTexts(json) is { } texts ? new AttributeValue.TextListValue(texts) : "Write an array of strings.",
        (UserAttributeKind.Text, _) => "Write a string.",
        (UserAttributeKind.Flag, _) => "Write true or false.",
        (UserAttributeKind.Time, _) => TimeExpected,
        (UserAttributeKind.TextList, _) => "Write an array of strings.",
        _ => "Write a string, a whole number, true or false.",
    };

    public static JsonNode Write(AttributeValue value) => value switch
    {
        AttributeValue.TextValue text => JsonValue.Create(text.Value),
        AttributeValue.FlagValue flag => JsonValue.Create(flag.Value),
        AttributeValue.NumberValue number => JsonValue.Create(number.Value),
        AttributeValue.TimeValue time => JsonValue.Create(FormatTime(time.Value)),
        AttributeValue.TextListValue list => new JsonArray([.. list.Values.Select(text => (JsonNode)JsonValue.Create(text))]),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no JSON."),
    };

    /// <summary>In UTC, with as many digits as necessary.</summary>
    public static string FormatTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture);

    private const string TimeExpected = "Write a time, such as 2027-01-01T00:00:00Z.";
    private const string NotUnicode = "Write valid Unicode.";

    private static ImmutableArray<string>? ReadTexts(JsonElement json)
    {
        string?[] texts = [.. json.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? ReadText(item) : null)];
        return Array.Exists(texts, text => text is null) ? null : [.. texts.OfType<string>()];
    }

    /// <summary>Null for a lone surrogate.</summary>
    private static string? ReadText(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
