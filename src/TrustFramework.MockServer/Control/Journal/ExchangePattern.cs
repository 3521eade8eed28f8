using System.Globalization;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A pattern for journal entries. Omitted members match anything.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal record ExchangePattern
{
    /// <summary>The operation's number (<c>P4</c>) or name, the path of a login endpoint, or <c>Login</c> for all login endpoints.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operation { get; init; }

    /// <summary>The ID of the policy or key set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Method { get; init; }

    /// <summary><c>*</c> matches any characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatusPattern? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Client { get; init; }

    /// <summary>The error code of the response.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    public bool Matches(JournalEntry entry) => !GetDifferences(entry).Any();

    /// <summary>Describes each member that does not match.</summary>
    public IEnumerable<string> GetDifferences(JournalEntry entry)
    {
        if (Operation is not null && !new[] { entry.Details.Operation, entry.Details.OperationName, entry.Details.OperationId }.Contains(Operation, StringComparer.OrdinalIgnoreCase))
            yield return $"its operation is {entry.Details.Operation ?? "unknown"}";
        if (Id is not null && !EqualsIgnoreCase(Id, entry.Details.Id))
            yield return entry.Details.Id is null ? "it has no ID" : $"its ID is {entry.Details.Id}";
        if (Method is not null && !EqualsIgnoreCase(Method, entry.Method))
            yield return $"its method is {entry.Method}";
        if (Path is not null && !FileSystemName.MatchesSimpleExpression(Path, entry.Path, ignoreCase: true))
            yield return $"its path is {entry.Path}";
        if (Status is { } status && !status.Matches(entry.Status))
            yield return string.Create(CultureInfo.InvariantCulture, $"its status is {entry.Status}");
        if (Client is not null && !EqualsIgnoreCase(Client, entry.Details.Client))
            yield return $"its client is {entry.Details.Client ?? "unknown"}";
        if (Code is not null && !EqualsIgnoreCase(Code, entry.Details.Refusal?.Code))
            yield return entry.Details.Refusal is null ? "it has no error code" : $"its error code is {entry.Details.Refusal.Code}";
    }

    /// <summary>Describes the pattern for use in a sentence.</summary>
    public string Describe()
    {
        string?[] parts =
        [
            Method?.ToUpperInvariant(),
            Operation,
            Path,
            (Method ?? Operation ?? Path) is null ? "request" : null,
            Id is null ? null : $"of '{Id}'",
            Status is { } status ? $"with status {status}" : null,
            Client is null ? null : $"by client '{Client}'",
            Code is null ? null : $"with error code '{Code}'",
        ];
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static bool EqualsIgnoreCase(string expected, string? actual) => expected.Equals(actual, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A status code (<c>404</c>) or a class of status codes (<c>4xx</c>).</summary>
[JsonConverter(typeof(StatusPatternConverter))]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatusPattern(int From, int To)
{
    public bool Matches(int status) => status >= From && status <= To;

    public override string ToString() => From == To ? From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{From / 100}xx");

    /// <summary>Returns null when the text is neither. 0 matches requests whose connection was closed without a response.</summary>
    public static StatusPattern? Read(string text) =>
        text is [>= '1' and <= '5' and var digit, 'x' or 'X', 'x' or 'X'] ? new((digit - '0') * 100, ((digit - '0') * 100) + 99)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is 0 or (>= 100 and <= 599) ? new(status, status)
        : null;
}

internal sealed class StatusPatternConverter : JsonConverter<StatusPattern>
{
    public override StatusPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.String => reader.GetString()!,
            _ => "",
        };
        return StatusPattern.Read(text) ?? throw new JsonException("A status must be 404, \"404\" or \"4xx\".");
    }

    public override void Write(Utf8JsonWriter writer, StatusPattern value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
