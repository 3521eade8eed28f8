using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>
/// The input claims, input parameters and output claims of transformation methods, derived from accepted policies and the documentation:
/// policy-rules 9.1. Format: <c>name:type</c>. A <c>?</c> marks an optional claim or parameter. A <c>*</c> at the end of a name matches
/// any number of them with that prefix. The type <c>any</c> matches every type, and <c>=x</c> the type of the input claim x.
/// </summary>
public static class TransformationSignatures
{
    private static readonly FrozenDictionary<string, TransformationSignature> ByMethod = new (string Method, string Inputs, string Parameters, string Outputs)[]
    {
        ("AddItemToAlternativeSecurityIdCollection", "item:string collection:alternativeSecurityIdCollection", "", "collection:alternativeSecurityIdCollection"),
        ("AddItemToStringCollection", "item:string collection:stringCollection", "", "collection:stringCollection"),
        ("AddItemToUserIdentityCollection", "item:userIdentity collection:userIdentityCollection", "", "collection:userIdentityCollection"),
        ("AddParameterToStringCollection", "collection:stringCollection", "item:string", "collection:stringCollection"),
        ("AdjustNumber", "inputClaim:int", "Operator:string", "outputClaim:int"),
        ("AndClaims", "inputClaim1:boolean inputClaim2:boolean", "", "outputClaim:boolean"),
        ("AssertBooleanClaimIsEqualToValue", "inputClaim:boolean", "valueToCompareTo:boolean", ""),
        (
            "AssertDateTimeIsGreaterThan",
            "leftOperand:string rightOperand:string",
            "AssertIfEqualTo:boolean? AssertIfRightOperandIsNotPresent:boolean? TreatAsEqualIfWithinMillseconds:int?",
            ""),
        ("AssertNumber", "inputClaim:int", "Operator:string CompareToValue:int throwError:boolean?", "outputClaim:boolean"),
        ("AssertStringClaimsAreEqual", "inputClaim1:string inputClaim2:string", "stringComparison:string", ""),
        ("BuildUri", "path:string? query.*:string", "scheme:string? host:string? query.*:string", "outputClaim:string"),
        ("ChangeCase", "inputClaim1:string", "toCase:string", "outputClaim:string"),
        ("CompareBooleanClaimToValue", "inputClaim:boolean", "valueToCompareTo:boolean", "compareResult:boolean"),
        ("CompareClaims", "inputClaim1:string inputClaim2:string", "operator:string ignoreCase:string?", "outputClaim:boolean"),
        ("CompareClaimToValue", "inputClaim1:string", "compareTo:string operator:string ignoreCase:string?", "outputClaim:boolean"),
        ("ConvertDateTimeToDateClaim", "inputClaim:dateTime", "", "outputClaim:date"),
        ("ConvertDateToDateTimeClaim", "inputClaim:date", "", "outputClaim:dateTime"),
        ("ConvertNumberToStringClaim", "inputClaim:long", "stringFormat:string?", "outputClaim:string"),
        ("ConvertPhoneNumberClaimToString", "phoneNumber:phoneNumber", "", "phoneNumberString:string"),
        ("ConvertStringToPhoneNumberClaim", "country:string? phoneNumberString:string", "", "outputClaim:phoneNumber"),
        ("CopyClaim", "inputClaim:any", "", "outputClaim:=inputClaim"),
        ("CopyClaimIfPredicateMatch", "inputClaim:string", "", "outputClaim:string"),
        ("CreateAlternativeSecurityId", "key:string identityProvider:string", "", "alternativeSecurityId:string"),
        ("CreateJsonArray", "inputClaim:string", "", "outputClaim:string"),
        ("CreateOtpSecret", "", "", "outputClaim:string"),
        ("CreateRandomString", "", "randomGeneratorType:string maximumNumber:int? stringFormat:string? base64:boolean? seed:int?", "outputClaim:string"),
        ("CreateStringClaim", "", "value:string", "createdClaim:string"),
        ("CreateUserIdentity", "issuerUserId:string issuer:string", "", "userIdentity:userIdentity"),
        ("DateTimeComparison", "firstDateTime:dateTime secondDateTime:dateTime", "operator:string timeSpanInSeconds:int", "result:boolean"),
        ("DoesClaimExist", "inputClaim:any", "", "outputClaim:boolean"),
        ("FormatLocalizedString", "*:string", "stringFormatId:string", "outputClaim:string"),
        ("FormatStringClaim", "inputClaim:string", "stringFormat:string", "outputClaim:string"),
        ("FormatStringMultipleClaims", "inputClaim1:string inputClaim2:string", "stringFormat:string", "outputClaim:string"),
        ("GenerateJson", "*:any", "*:any", "outputClaim:string"),
        (
            "GetAgeGroupConsentProvidedAndRequiresConsent",
            "dateOfBirth:date countryCode:string consentProvidedForMinor:string",
            "",
            "ageGroup:string requiresParentalConsent:boolean consentProvidedForMinor:string"),
        ("GetClaimFromJson", "inputJson:string", "claimToExtract:string", "extractedClaim:string"),
        (
            "GetClaimsFromJsonArray",
            "jsonSource:string",
            "errorOnMissingClaims:boolean? includeEmptyClaims:boolean? jsonSourceKeyName:string jsonSourceValueName:string",
            "*:any"),
        (
            "GetClaimsFromJsonArrayV2",
            "jsonSource:stringCollection",
            "errorOnMissingClaims:boolean? includeEmptyClaims:boolean? jsonSourceKeyName:string jsonSourceValueName:string",
            "*:any"),
        ("GetCurrentDateTime", "", "", "currentDateTime:dateTime"),
        (
            "GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation",
            "alternativeSecurityIdCollection:alternativeSecurityIdCollection",
            "",
            "identityProvidersCollection:stringCollection"),
        ("GetIssuersFromUserIdentityCollectionTransformation", "userIdentityCollection:userIdentityCollection", "", "issuersCollection:stringCollection"),
        ("GetLocalizedStringsTransformation", "", "", "*:string"),
        ("GetMappedValueFromLocalizedCollection", "mapFromClaim:string", "", "restrictionValueClaim:string"),
        (
            "GetNationalNumberAndCountryCodeFromPhoneNumberString",
            "phoneNumber:string",
            "throwExceptionOnFailure:boolean? countryCodeType:string?",
            "nationalNumber:string countryCode:string"),
        ("GetNumericClaimFromJson", "inputJson:string", "claimToExtract:string", "extractedClaim:long"),
        ("GetSingleItemFromJson", "inputJson:string", "", "key:string value:string"),
        ("GetSingleItemFromStringCollection", "collection:stringCollection", "", "extractedItem:string"),
        ("GetSingleValueFromJsonArray", "inputJsonClaim:string", "", "extractedClaim:string"),
        ("GuidAndRandomGenerator", "", "randomGeneratorType:string", "outputClaim:string"),
        ("Hash", "plaintext:string salt:string", "randomizerSecret:string", "hash:string"),
        ("IsTermsOfUseConsentRequired", "termsOfUseConsentDateTime:dateTime", "termsOfUseTextUpdateDateTime:dateTime", "result:boolean"),
        ("LookupValue", "inputParameterId:string", "errorOnFailedLookup:boolean? *:string", "outputClaim:string"),
        ("NotClaims", "inputClaim:boolean", "", "outputClaim:boolean"),
        ("NullClaim", "", "", "claim_to_null:any"),
        ("OrClaims", "inputClaim1:boolean inputClaim2:boolean", "", "outputClaim:boolean"),
        ("ParseDomain", "emailAddress:string", "", "domain:string"),
        (
            "RemoveAlternativeSecurityIdByIdentityProvider",
            "identityProvider:string collection:alternativeSecurityIdCollection",
            "",
            "collection:alternativeSecurityIdCollection"),
        ("RemoveUserIdentityFromCollectionByIssuer", "issuer:string collection:userIdentityCollection", "", "collection:userIdentityCollection"),
        ("SetClaimIfBooleansMatch", "claimToMatch:boolean", "matchTo:string outputClaimIfMatched:string?", "outputClaim:string"),
        (
            "SetClaimsIfRegexMatch",
            "claimToMatch:string",
            "matchTo:string outputClaimIfMatched:string? extractGroups:boolean?",
            "outputClaim:string? regexCompareResultClaim:boolean *:string"),
        (
            "SetClaimsIfStringsAreEqual",
            "inputClaim:string",
            "matchTo:string stringComparison:string stringMatchMsg:string? stringMatchMsgCode:string?",
            "outputClaim1:string outputClaim2:string stringCompareResultClaim:boolean"),
        (
            "SetClaimsIfStringsMatch",
            "claimToMatch:string",
            "matchTo:string stringComparison:string outputClaimIfMatched:string?",
            "outputClaim:string stringCompareResultClaim:boolean"),
        ("StringCollectionContains", "inputClaim:stringCollection", "item:string ignoreCase:string?", "outputClaim:boolean"),
        ("StringCollectionContainsClaim", "collection:stringCollection item:string", "ignoreCase:string?", "outputClaim:boolean"),
        ("StringContains", "inputClaim:string", "contains:string ignoreCase:string?", "outputClaim:boolean"),
        ("StringJoin", "inputClaim:stringCollection", "delimiter:string", "outputClaim:string"),
        ("StringReplace", "inputClaim:string", "oldValue:string newValue:string", "outputClaim:string"),
        ("StringSplit", "inputClaim:string", "delimiter:string", "outputClaim:stringCollection"),
        ("StringSubstring", "inputClaim:string", "startIndex:int length:int", "outputClaim:string"),
        ("XmlStringToJsonString", "xml:string", "", "json:string"),
    }.ToFrozenDictionary(
        row => row.Method, row => new TransformationSignature(Parse(row.Inputs), Parse(row.Parameters), Parse(row.Outputs)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all methods.</summary>
    public static IEnumerable<string> Methods => ByMethod.Keys;

    /// <summary>Returns the signature of a method, ignoring case; null for an unknown method.</summary>
    public static TransformationSignature? Find(string? method) => method is null ? null : ByMethod.GetValueOrDefault(method);

    private static ImmutableArray<ClaimParameter> Parse(string list) =>
        [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ClaimParameter.Parse)];
}
