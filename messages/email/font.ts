/** The letters of the system that the mail is read on: none has to be fetched. As it stands in a style. */
export const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
