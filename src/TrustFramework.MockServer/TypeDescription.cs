using System.Text.Json;

namespace TrustFramework.MockServer;

/// <summary>Describes what to write for a value of a type, in messages about JSON and settings.</summary>
internal static class TypeDescription
{
    /// <summary>For a type that is written as a string, a number or a Boolean; null for any other type.</summary>
    public static string? DescribeScalar(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } names => $"one of {string.Join(", ", Enum.GetNames(names).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        var scalar when scalar == typeof(string) => "a string",
        var scalar when scalar == typeof(bool) => "true or false",
        var scalar when scalar == typeof(Guid) => "a GUID",
        var scalar when scalar == typeof(DateTimeOffset) => "a time, such as 2027-01-01T00:00:00Z",
        var scalar when scalar == typeof(TimeSpan) => "a time, such as 00:00:03",
        var scalar when scalar == typeof(double) || scalar == typeof(float) || scalar == typeof(decimal) => "a number",
        { IsPrimitive: true } => "a whole number",
        _ => null,
    };
}
