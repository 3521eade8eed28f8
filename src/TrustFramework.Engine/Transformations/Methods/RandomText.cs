using System.Globalization;
using TrustFramework.Engine.Ports;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Random values of claims.</summary>
internal static class RandomText
{
    /// <summary>The largest number when the policy gives none. [I]</summary>
    public const long DefaultMaximum = int.MaxValue;

    public static string NewGuid(IRandomSource random) => random.NewGuid().ToString("D");

    public static string NewNumber(IRandomSource random, long maximum) => random.NextNumber(maximum).ToString(CultureInfo.InvariantCulture);
}
