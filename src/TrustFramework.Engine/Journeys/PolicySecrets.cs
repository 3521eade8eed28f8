using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Journeys;

/// <summary>The policy keys whose secrets a journey reads.</summary>
public static class PolicySecrets
{
    /// <summary>The ids of the key sets, each once: those that transformations name.</summary>
    public static IEnumerable<string> GetKeySetIds(MergedPolicy policy) => policy.ClaimsTransformations.Values
        .SelectMany(transformation => transformation.Elements("InputParameters", "InputParameter"))
        .Where(parameter => parameter["Id"] == "randomizerSecret").Select(parameter => parameter["Value"]).OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
