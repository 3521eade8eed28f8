using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>The result that an upload of the policy would have.</summary>
internal sealed record ValidationResource
{
    public required bool Accepted { get; init; }

    /// <summary>The complete error message of the service; null when the policy is accepted.</summary>
    public required string? Message { get; init; }

    /// <summary>Empty when the policy is accepted or is not XML.</summary>
    public required IReadOnlyList<FindingResource> Findings { get; init; }

    /// <summary>What the service may not refuse. The policy is accepted with them.</summary>
    public required IReadOnlyList<FindingResource> Warnings { get; init; }

    public static ValidationResource From(Result<ValidationResult, Refusal> result, RefusalMapper refusals)
    {
        var refusal = result.Error ?? (result.Value.IsValid ? null : new Refusal.PolicyInvalid(result.Value));
        return new ValidationResource
        {
            Accepted = refusal is null,
            Message = refusal is null ? null : refusals.Map(refusal).Message,
            Findings = result.Error is null ? [.. result.Value.Findings.Select(finding => FindingResource.From(finding, result.Value.PolicyId))] : [],
            Warnings = result.Error is null ? [.. result.Value.Warnings.Select(finding => FindingResource.From(finding, result.Value.PolicyId))] : [],
        };
    }
}

internal sealed record FindingResource
{
    public required string Rule { get; init; }

    public required string Message { get; init; }

    /// <summary>Null, like the column, when the finding has no single location.</summary>
    public required int? Line { get; init; }

    public required int? Column { get; init; }

    /// <summary>The policy whose file the line and column refer to.</summary>
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
