using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control;

/// <summary>Reads and writes an enum as its camel-case name. Numbers are rejected.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
