using System.Text;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Policies;

/// <summary>What the service never shows: a policy with all that it inherits, what refers to what, and a judgement without an upload.</summary>
public sealed class PolicyControl
{
    private readonly ControlApiClient _client;
    private readonly Guid _tenant;

    internal PolicyControl(ControlApiClient channel, Guid tenant) => (_client, _tenant) = (channel, tenant);

    /// <summary>The policy and all its base policies as one XML document, the origin of each element noted.</summary>
    /// <exception cref="MockServerException">404: there is no such policy. 409: a base policy is missing, and the problem names it.</exception>
    public Task<string> EffectiveAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"/_mock/policies/{Uri.EscapeDataString(id)}/effective?format=xml&tenant={_tenant}", cancellationToken);

    /// <summary>What the policy stands on and what its relying party reaches, as a Mermaid diagram.</summary>
    /// <exception cref="MockServerException">As for <see cref="EffectiveAsync"/>.</exception>
    public Task<string> GraphAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"/_mock/policies/{Uri.EscapeDataString(id)}/graph?format=mermaid&tenant={_tenant}", cancellationToken);

    /// <summary>Judges a policy as an upload would be judged, and stores nothing.</summary>
    /// <param name="xml">The file, as text.</param>
    /// <param name="id">As the request would say it; null: as the file does.</param>
    public async Task<PolicyValidationResult> ValidateAsync(string xml, string? id = null, CancellationToken cancellationToken = default)
    {
        using var body = new StringContent(xml, Encoding.UTF8, "application/xml");
        var asked = id is null ? "" : $"&id={Uri.EscapeDataString(id)}";
        return await _client.ReadAsync(
            HttpMethod.Post, $"/_mock/validate?tenant={_tenant}{asked}", body, WireJson.Default.PolicyValidationResult, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>What an upload would be told, taken apart.</summary>
public sealed record PolicyValidationResult
{
    public required bool Accepted { get; init; }

    /// <summary>The service's whole message; null when the policy is accepted.</summary>
    public required string? Message { get; init; }

    /// <summary>Empty when it is accepted, and when it is no XML.</summary>
    public required IReadOnlyList<PolicyFinding> Findings { get; init; }
}

/// <summary>One thing that is wrong.</summary>
public sealed record PolicyFinding
{
    public required string Rule { get; init; }

    public required string Message { get; init; }

    /// <summary>From 1; null, as the column, when the finding concerns no single place.</summary>
    public required int? Line { get; init; }

    public required int? Column { get; init; }

    /// <summary>In whose file line and column are.</summary>
    public required string PolicyId { get; init; }

    /// <summary>What to do about it, where that is known.</summary>
    public required string? Hint { get; init; }
}
