using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>
/// The sign-in of a local account: an OpenIdConnect profile with the password grant, which the service sends to login.microsoftonline.com. Here the
/// tenant's users answer: runtime 7.2 [D, P].
/// </summary>
internal sealed class LocalSignInHandler : IProfileHandler
{
    public bool Handles(TechnicalProfile profile) => IsPasswordGrant(profile);

    /// <summary>Returns whether a profile exchanges a password for a token.</summary>
    public static bool IsPasswordGrant(TechnicalProfile profile) =>
        profile.Protocol == "OpenIdConnect"
        && (profile.FindMetadataValue("grant_type") == "password"
            || profile.InputClaims.Any(claim => claim.PartnerClaimType == "grant_type" && claim.DefaultValue == "password"));

    public async ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call)
    {
        var (name, password) = (call.FindInput("username"), call.FindInput("password"));
        if (name is null || password is null)
            return Refuse(call, "AADB2C90054", "DefaultMessage");
        return await call.Context.Users.CheckPasswordAsync(name, password) switch
        {
            PasswordCheck.Accepted(var user) => GetClaims(user, call.Context.Tenant),
            PasswordCheck.MustChange when ContinuesOnExpiration(call) => ClaimsBag.Empty.With("forceChangePasswordNextLogin", new ClaimValue.BooleanValue(true)),
            PasswordCheck.Expired when ContinuesOnExpiration(call) => ClaimsBag.Empty.With("forceChangePasswordNextLogin", new ClaimValue.BooleanValue(true)),
            PasswordCheck.MustChange or PasswordCheck.Expired => Refuse(call, "AADB2C90054", "UserMessageIfPasswordExpired"),
            PasswordCheck.UserUnknown => Refuse(call, "AADB2C90053", "UserMessageIfClaimsPrincipalDoesNotExist"),
            PasswordCheck.Wrong => Refuse(call, "AADB2C90054", "UserMessageIfInvalidPassword"),
            PasswordCheck.Disabled => Refuse(call, "AADB2C90111", "UserMessageIfUserAccountDisabled"),
            PasswordCheck.Locked => Refuse(call, "AADB2C90114", "UserMessageIfUserAccountLocked"),
            _ => throw new InvalidOperationException("The result has no known type."),
        };
    }

    /// <summary>The token of the service has no other claims: the policy reads them with a directory profile.</summary>
    private static ClaimsBag GetClaims(DirectoryEntry user, JourneyTenant tenant) => ClaimsBag.Empty
        .WithText("oid", user.ObjectId)
        .WithText("tid", tenant.Id)
        .WithText("given_name", user.Attributes.FindText("givenName"))
        .WithText("family_name", user.Attributes.FindText("surname"))
        .WithText("name", user.Attributes.FindText("displayName"))
        .WithText("upn", user.Attributes.FindText("userPrincipalName"));

    private static bool ContinuesOnExpiration(ProfileCall call) => PolicyValue.IsTrue(call.FindInput("continueOnPasswordExpiration"));

    private static JourneyError.Refused Refuse(ProfileCall call, string code, string messageId)
    {
        // The starter pack sets a newer id beside the older one. [P]
        if (messageId == "UserMessageIfInvalidPassword" && call.Profile.Metadata.ContainsKey("ResourceOwnerFlowInvalidCredentials") && !call.Profile.Metadata.ContainsKey(messageId))
            messageId = "ResourceOwnerFlowInvalidCredentials";
        return new JourneyError.Refused(code, call.Messages.Get(messageId, call.Profile));
    }
}
