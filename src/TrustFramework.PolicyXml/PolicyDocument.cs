using System.Security;
using System.Text;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml;

/// <summary>A policy file as far as anyone needs to look into it: what names it, what it stands on, and its bytes.</summary>
/// <remarks>An attribute that the file does not have is the empty string, so that a faulty file can be spoken of too.</remarks>
public sealed record PolicyDocument
{
    /// <summary>Every custom policy's id begins so, in any letter case.</summary>
    public const string IdPrefix = "B2C_1A_";

    private volatile CachedMerge? _cachedMerge;

    /// <summary>The root's <c>PolicyId</c>, as written.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The root's <c>TenantId</c>, as written: a domain name, <c>contoso.onmicrosoft.com</c>.</summary>
    public required string TenantId { get; init; }

    /// <summary><c>BasePolicy/PolicyId</c>, as written; null for the root of a chain.</summary>
    public required string? BasePolicyId { get; init; }

    /// <summary>
    /// The file in UTF-8: the bytes that were sent, or, where they were no UTF-8, with U+FFFD in their place. The service reads
    /// any file so and stores the replacement characters: clients 2.4 [R].
    /// </summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What stands in the file; null when it breaks the schema.</summary>
    public PolicyNode? Root { get; init; }

    /// <summary>Where in <see cref="Content"/> a missing <c>PublicPolicyUri</c> goes, in bytes; null when it is there.</summary>
    internal int? PublicPolicyUriOffset { get; init; }

    /// <summary>Ids are looked up and compared without regard to case: policy-rules 1.3 [V].</summary>
    public static StringComparer IdComparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// The policy and what it stands on as one, remembered for as long as that stays the same: children are uploaded far more
    /// often than bases. Null when it breaks the schema.
    /// </summary>
    /// <param name="basePolicy">What the base policies come to; null for the root of a chain.</param>
    public MergedPolicy? MergeOnto(MergedPolicy? basePolicy)
    {
        if (Root is null)
            return null;
        if (_cachedMerge is { } known && ReferenceEquals(known.BasePolicy, basePolicy))
            return known.Result;
        var whole = MergedPolicy.Extend(basePolicy, Root);
        _cachedMerge = new CachedMerge(basePolicy, whole);
        return whole;
    }

    /// <summary>
    /// The same policy with <c>PublicPolicyUri="http://{TenantId}/{PolicyId}"</c> in its root start tag if it came without;
    /// every other byte stays (house 1, graph-surface P4 [D, sample]).
    /// </summary>
    public PolicyDocument WithPublicPolicyUri()
    {
        if (PublicPolicyUriOffset is not { } gap)
            return this;

        var attribute = Encoding.UTF8.GetBytes($" PublicPolicyUri=\"{SecurityElement.Escape($"http://{TenantId}/{PolicyId}")}\"");
        byte[] content = [.. Content.Span[..gap], .. attribute, .. Content.Span[gap..]];
        return this with { Content = content, PublicPolicyUriOffset = null };
    }

    private sealed record CachedMerge(MergedPolicy? BasePolicy, MergedPolicy Result);
}
