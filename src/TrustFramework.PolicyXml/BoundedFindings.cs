using System.Collections.Immutable;

namespace TrustFramework.PolicyXml;

/// <summary>
/// The findings of one policy up to a limit. A rule may have a finding for each combination of elements, and a finding may repeat long texts of
/// the file. The service's limits are unknown. [I]
/// </summary>
internal sealed class BoundedFindings
{
    private const int MaxCount = 1000;

    /// <summary>In characters of all messages.</summary>
    private const int MaxLength = 256 * 1024;

    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    private int _length;

    public bool IsEmpty => _findings.Count == 0;

    public bool IsFull => _findings.Count >= MaxCount || _length >= MaxLength;

    /// <summary>Adds a finding; false if the limit is reached.</summary>
    public bool TryAdd(Finding finding)
    {
        if (IsFull)
            return false;
        _findings.Add(finding);
        _length += finding.Message.Length;
        return true;
    }

    public ImmutableArray<Finding> ToImmutable() => _findings.ToImmutable();
}
