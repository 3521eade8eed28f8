using System.Text.Json;

namespace TrustFramework.MockServer.Graph;

/// <summary>Describes why JSON does not have the expected members.</summary>
internal static class JsonReadError
{
    /// <summary>The message with the path of the value. The serializer adds the path to its own messages, but not to those of a converter.</summary>
    public static string Describe(JsonException exception) =>
        exception.Path is { } path && !exception.Message.Contains(" Path: ", StringComparison.Ordinal) ? $"{path}: {exception.Message}" : exception.Message;
}
