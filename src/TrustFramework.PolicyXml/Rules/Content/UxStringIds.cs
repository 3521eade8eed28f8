using System.Collections.Frozen;

namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>
/// The ids of localized strings on any page: those of accepted policies (policy-rules 9.5), then those that are only documented
/// (doc:localization-string-ids, 2020 to 2025).
/// </summary>
internal static class UxStringIds
{
    public static FrozenSet<string> Known { get; } =
        """
        alert_message alert_no alert_title alert_yes alternative_text button_cancel button_continue button_retry button_send_code
        button_signin button_verify button_verify_code cancel_message code_pattern countryList country_code_input_placeholder_text
        country_code_label createaccount_intro createaccount_link createaccount_one_link createaccount_three_links
        createaccount_two_links day disclaimer_link_1_text disclaimer_link_1_url disclaimer_link_2_text disclaimer_link_2_url
        disclaimer_msg_intro divider_title enter_code_text_intro error_448 error_449 error_fieldIncorrect error_incorrect_code
        error_passwordEntryMismatch error_phone_throttled error_requiredFieldMissing error_sms_throttled error_throttled
        error_tryagain forgotpassword_link heading helplink_text initial_intro intro intro_entry_mixed intro_entry_phone
        intro_entry_sms intro_mixed intro_mixed_p intro_phone intro_phone_p intro_sms intro_sms_p invalid_code invalid_email
        invalid_generic invalid_number invalid_password local_intro_email local_intro_generic local_number_input_placeholder_text
        logonIdentifier_email month months number_label number_pattern preloader_alt remember_me requiredField_code
        requiredField_countryCode requiredField_email requiredField_generic requiredField_number requiredField_password
        required_field social_intro text_button_send_second_code unknown_error ver_but_default ver_but_edit ver_but_resend
        ver_but_send ver_but_verify ver_fail_code_expired ver_fail_no_retry ver_fail_retry ver_fail_server ver_fail_throttled
        ver_incorrect_format ver_info_msg ver_input ver_intro_msg ver_sent ver_success_msg verification_code_input_placeholder_text
        verifying_blurb year

        email_pattern local_intro_username logonIdentifier_username password requiredField_username required_field_descriptive
        verification_control_but_change_claims verification_control_but_send_code verification_control_but_send_new_code
        verification_control_but_verify_code verification_control_code_sent verification_control_fail_send_code
        verification_control_fail_verify_code ver_success_screenreader_msg
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
