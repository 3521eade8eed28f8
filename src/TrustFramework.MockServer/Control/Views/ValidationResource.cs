using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>What an upload would be told, taken apart.</summary>
internal sealed record ValidationResource
{
    public required bool Accepted { get; init; }

    /// <summary>The service's whole message; null when the policy is accepted.</summary>
    public required string? Message { get; init; }

    /// <summary>Empty when it is accepted, and when it is no XML.</summary>
    public required IReadOnlyList<FindingResource> Findings { get; init; }

    public static ValidationResource From(Result<ValidationResult, Refusal> judged, RefusalMapper texts)
    {
        var refusal = judged.Error ?? (judged.Value.IsValid ? null : new Refusal.PolicyInvalid(judged.Value));
        return new ValidationResource
        {
            Accepted = refusal is null,
            Message = refusal is null ? null : texts.Map(refusal).Message,
            Findings = judged.Error is null ? [.. judged.Value.Findings.Select(finding => FindingResource.From(finding, judged.Value.PolicyId))] : [],
        };
    }
}

internal sealed record FindingResource
{
    public required string Rule { get; init; }

    public required string Message { get; init; }

    /// <summary>Null, as the column, when the finding concerns no single place.</summary>
    public required int? Line { get; init; }

    public required int? Column { get; init; }

    /// <summary>In whose file line and column are.</summary>
    public required string PolicyId { get; init; }

    public required string? Hint { get; init; }

    public static FindingResource From(Finding finding, string policyId) => new()
    {
        Rule = finding.RuleName,
        Message = finding.Message,
        Line = finding.Line > 0 ? finding.Line : null,
        Column = finding.Line > 0 ? finding.Column : null,
        PolicyId = finding.PolicyId ?? policyId,
        Hint = finding.Hint,
    };
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ValidationResource))]
internal sealed partial class PolicyViewJson : JsonSerializerContext
{
    public static PolicyViewJson Wire { get; } = new(GraphJson.CreateOptions());
}
