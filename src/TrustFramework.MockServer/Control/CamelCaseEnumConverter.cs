using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control;

/// <summary>One of a few words in JSON: by name, never by number.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
