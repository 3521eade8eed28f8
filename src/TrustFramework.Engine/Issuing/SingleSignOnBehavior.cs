using System.Globalization;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Issuing;

/// <summary>Which requests share a session.</summary>
public enum SingleSignOnScope
{
    Tenant,
    Application,
    Policy,

    /// <summary>A sign-in creates no session.</summary>
    Suppressed,
}

/// <summary>How a session lasts: <c>UserJourneyBehaviors</c>, runtime 8 [D].</summary>
/// <param name="IsRolling">Whether each sign-in by the session extends it.</param>
public sealed record SingleSignOnBehavior(SingleSignOnScope Scope, TimeSpan Lifetime, bool IsRolling, bool RequiresIdTokenHintOnLogout)
{
    private const int DefaultLifetime = 86_400;

    internal static SingleSignOnBehavior Read(PolicyNode? behaviors)
    {
        var signOn = behaviors?.Element("SingleSignOn");
        return new SingleSignOnBehavior(
            signOn?["Scope"] switch
            {
                "Application" => SingleSignOnScope.Application,
                "Policy" => SingleSignOnScope.Policy,
                "Suppressed" => SingleSignOnScope.Suppressed,
                _ => SingleSignOnScope.Tenant,
            },
            TimeSpan.FromSeconds(int.TryParse(behaviors?.Element("SessionExpiryInSeconds")?.Text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : DefaultLifetime),
            behaviors?.Element("SessionExpiryType")?.Text.Trim() != "Absolute",
            PolicyValue.IsTrue(signOn?["EnforceIdTokenHintOnLogout"]));
    }
}
