using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using TrustFramework.MockServer.Testing.Faults;
using TrustFramework.MockServer.Testing.Journal;
using TrustFramework.MockServer.Testing.Journeys;
using TrustFramework.MockServer.Testing.Policies;
using TrustFramework.MockServer.Testing.Tenants;

namespace TrustFramework.MockServer.Testing.Wire;

/// <summary>The JSON types. A test compares each one with the control plane's OpenAPI document.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeSpanConverter)])]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(NewTenant))]
[JsonSerializable(typeof(TenantCreated))]
[JsonSerializable(typeof(TenantSummary))]
[JsonSerializable(typeof(TenantList))]
[JsonSerializable(typeof(SeedDocument))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(ClockInstant))]
[JsonSerializable(typeof(ClockSpan))]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(PermissionReport))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(PolicyValidationResult))]
[JsonSerializable(typeof(JourneyStart))]
[JsonSerializable(typeof(JourneyAnswer))]
[JsonSerializable(typeof(Journey))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>Durations in ISO 8601, as the control plane writes them.</summary>
internal sealed class TimeSpanConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => XmlConvert.ToTimeSpan(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
}

/// <summary>An enumeration by name, never by number.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
