using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Profiles;
using TrustFramework.Engine.Restrictions;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Pages;

/// <summary>Describes the page that an execution waits at.</summary>
internal sealed class PageBuilder(JourneyContext context, JourneyRequest request)
{
    /// <summary>Describes a page of a self-asserted profile.</summary>
    public JourneyStop CreateSelfAsserted(SelfAssertedProfile page, PendingPage pending, ClaimsBag claims) => new(
        pending.StepOrder,
        page.Profile.Id,
        page.ContentDefinitionId,
        CreateFields(page, claims, page.ContentDefinitionId),
        [],
        page.IsNotFalse("setting.showCancelButton") ? [JourneyStop.CancelLink] : [],
        pending.Message);

    /// <summary>Describes a page that offers claims providers, and the form of a local account if it has one.</summary>
    public JourneyStop CreateSelection(OrchestrationStep step, StepChoices choices, PendingPage pending, ClaimsBag claims)
    {
        var texts = LocalizedTexts.Find(context.Policy, step.ContentDefinitionId, JourneyResolvers.GetLanguages(request));
        return new JourneyStop(
            pending.StepOrder,
            choices.LocalProfile?.Id,
            step.ContentDefinitionId,
            choices.LocalProfile is { } local ? CreateFields(new SelfAssertedProfile(context.Policy, local, isCombined: true), claims, step.ContentDefinitionId) : [],
            [.. choices.Targets.Select(target => new PageChoice(target.ExchangeId, texts.FindString("ClaimsProvider", elementId: null, target.ExchangeId) ?? target.Profile.GetElementText("DisplayName") ?? target.ExchangeId))],
            [.. GetLinks(choices)],
            pending.Message);
    }

    /// <summary>The claims with the values that the page starts with: those of the profile's input claims.</summary>
    public ClaimsBag AddPrefilled(SelfAssertedProfile page, ClaimsBag claims)
    {
        foreach (var claim in page.Profile.InputClaims)
        {
            if (claim.ClaimTypeId is { } id && ClaimSelection.Get(claim, claims, context, request, page.Profile) is { } value)
                claims = claims.With(id, value.ConvertTo(context.Policy.FindClaimType(id)?.DataType));
        }

        return claims;
    }

    private static IEnumerable<string> GetLinks(StepChoices choices)
    {
        if (choices.SignUpExchange is not null)
            yield return JourneyStop.SignUpLink;
        if (choices.HasForgotPasswordLink)
            yield return JourneyStop.ForgotPasswordLink;
    }

    private ImmutableArray<PageField> CreateFields(SelfAssertedProfile page, ClaimsBag claims, string? contentDefinitionId)
    {
        var texts = LocalizedTexts.Find(context.Policy, contentDefinitionId, JourneyResolvers.GetLanguages(request));
        var prefilled = AddPrefilled(page, claims);
        var inputs = page.Profile.InputClaims.Select(claim => claim.ClaimTypeId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. page.DrawnClaims.Select(claim => CreateField(claim, inputs.Contains(claim.ClaimTypeId) ? prefilled[claim.ClaimTypeId] : null, texts))];
    }

    private PageField CreateField(ClaimMapping claim, ClaimValue? value, LocalizedTexts texts)
    {
        var id = claim.ClaimTypeId!;
        if (context.Policy.FindClaimType(id) is not { } type)
            return new PageField(id, id, "TextBox", claim.IsRequired, IsReadOnly: false, value?.ToText(), []);
        var (inputType, options) = (type.UserInputType ?? "TextBox", ClaimOptions.Read(type, texts));
        return new PageField(
            type.Id,
            texts.FindString("ClaimType", type.Id, "DisplayName") ?? type.DisplayName ?? type.Id,
            inputType,
            claim.IsRequired,
            IsReadOnly(type),
            inputType == "Password" ? null : value is null ? ClaimOptions.FindDefault(type, options) : ClaimMask.Apply(type, value.ToText()),
            options);
    }

    /// <summary>Returns whether what a user enters for a claim is ignored. [I]</summary>
    public static bool IsReadOnly(ClaimType? type) => type?.UserInputType is "Readonly" or "Paragraph";
}
