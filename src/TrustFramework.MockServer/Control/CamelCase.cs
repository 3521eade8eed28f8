using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control;

/// <summary>Members of an enumeration as JSON names are written; numbers are none.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
