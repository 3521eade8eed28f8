using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Tracing;

/// <summary>Records the trace of one run.</summary>
internal sealed class TraceRecorder(MergedPolicy policy, DateTimeOffset now, ImmutableList<TraceEntry> entries)
{
    private const string Mask = "***";

    /// <summary>An attribute of users, no secret.</summary>
    private const string PasswordPolicies = "passwordPolicies";

    /// <summary>Of a value and of a text, in characters: what a user sends must not make a trace large.</summary>
    private const int MaxLength = 400;

    /// <summary>Words in the ids of claim types whose values are secrets, in addition to those that a page collects as passwords. [I]</summary>
    private static readonly string[] SecretWords = ["password", "secret", "otp", "verificationCode", "access_token", "refresh_token", "client_assertion"];

    private readonly ImmutableList<TraceEntry>.Builder _entries = entries.ToBuilder();

    /// <summary>The order of the step that is executed; null outside a step.</summary>
    public int? StepOrder { get; set; }

    public ImmutableList<TraceEntry> Entries => _entries.ToImmutable();

    public void Add(TraceKind kind, string id, string? detail) => Add(kind, id, detail, [], []);

    public void Add(TraceKind kind, string id, string? detail, ImmutableArray<TracedClaim> input, ImmutableArray<TracedClaim> output) =>
        _entries.Add(new TraceEntry(kind, id, detail is null ? null : Shorten(detail)) { StepOrder = StepOrder, Time = now, Input = input, Output = output });

    /// <summary>The claims of a bag.</summary>
    public ImmutableArray<TracedClaim> Describe(ClaimsBag claims) => [.. claims.All.Select(claim => Describe(claim.Key, claim.Value))];

    public TracedClaim Describe(string claimType, ClaimValue? value) => new(Shorten(claimType), value is null ? null : IsSecret(claimType) ? Mask : Shorten(value.ToText()));

    /// <summary>The claims that differ between two bags.</summary>
    public ImmutableArray<TracedClaim> DescribeChanges(ClaimsBag before, ClaimsBag after) =>
    [
        .. after.All.Where(claim => claim.Value != before[claim.Key]).Select(claim => Describe(claim.Key, claim.Value)),
        .. before.All.Where(claim => after[claim.Key] is null).Select(claim => new TracedClaim(claim.Key, Value: null)),
    ];

    private static string Shorten(string text) => text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";

    private bool IsSecret(string claimType) =>
        policy.FindClaimType(claimType)?.UserInputType == "Password"
        || (!claimType.Equals(PasswordPolicies, StringComparison.OrdinalIgnoreCase) && Array.Exists(SecretWords, word => claimType.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
