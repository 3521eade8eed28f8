using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Tracing;

/// <summary>Records the trace of one run.</summary>
internal sealed class TraceRecorder(MergedPolicy policy, DateTimeOffset now, ImmutableList<TraceEntry> entries)
{
    /// <summary>Of a value and of a text, in characters: what a user sends must not make a trace large.</summary>
    private const int MaxLength = 400;

    /// <summary>A shorter secret hides only values that are equal to it.</summary>
    private const int MinContainedLength = 6;

    private readonly ImmutableList<TraceEntry>.Builder _entries = entries.ToBuilder();
    private readonly List<string> _secrets = [];

    /// <summary>The order of the step that is executed; null outside a step.</summary>
    public int? StepOrder { get; set; }

    public ImmutableList<TraceEntry> Entries => _entries.ToImmutable();

    public void Add(TraceKind kind, string id, string? detail) => Add(kind, id, detail, [], []);

    public void Add(TraceKind kind, string id, string? detail, ImmutableArray<TracedClaim> input, ImmutableArray<TracedClaim> output) =>
        _entries.Add(new TraceEntry(kind, id, detail is null ? null : Shorten(detail)) { StepOrder = StepOrder, Time = now, Input = input, Output = output });

    /// <summary>The claims of a bag.</summary>
    public ImmutableArray<TracedClaim> Describe(ClaimsBag claims) => [.. claims.All.Select(claim => Describe(claim.Key, claim.Value))];

    public TracedClaim Describe(string claimType, ClaimValue? value) => new(
        Shorten(claimType), value is null ? null : SecretClaims.Contains(policy, claimType) || ContainsSecret(value.ToText()) ? SecretClaims.Mask : Shorten(value.ToText()));

    /// <summary>Adds a value that no entry after it shows, in whatever claim it is.</summary>
    public void Hide(string secret)
    {
        if (secret.Length > 0)
            _secrets.Add(secret);
    }

    /// <summary>The claims that differ between two bags.</summary>
    public ImmutableArray<TracedClaim> DescribeChanges(ClaimsBag before, ClaimsBag after) =>
    [
        .. after.All.Where(claim => claim.Value != before[claim.Key]).Select(claim => Describe(claim.Key, claim.Value)),
        .. before.All.Where(claim => after[claim.Key] is null).Select(claim => new TracedClaim(claim.Key, Value: null)),
    ];

    private static string Shorten(string text) => text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";

    /// <summary>Hides a value that a policy made of a secret.</summary>
    private bool ContainsSecret(string text) => _secrets.Exists(secret => secret.Length < MinContainedLength ? text == secret : text.Contains(secret, StringComparison.Ordinal));
}
