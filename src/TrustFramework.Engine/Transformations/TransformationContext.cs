using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Transformations;

/// <summary>What transformation methods need from outside.</summary>
public sealed class TransformationContext
{
    /// <summary>The policy that the journey executes.</summary>
    public required MergedPolicy Policy { get; init; }

    /// <summary>The time of the tenant.</summary>
    public required DateTimeOffset Now { get; init; }

    public required IRandomSource Random { get; init; }

    public required LocalizedTexts Texts { get; init; }

    /// <summary>Returns the secret of a policy key by its key set; null when there is none.</summary>
    public required Func<string, string?> FindSecret { get; init; }
}
